/** Values by key, each list in the order given. */
export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) {
    addTo(groups, keyOf(value), value)
  }
  return groups
}

/** Adds a value to the list of a key. A new list for each would take time that grows with the square. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [value])
  else group.push(value)
}
