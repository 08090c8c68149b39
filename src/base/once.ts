/**
 * What was made of a key is made once, and kept for as long as the key is.
 * @throws TypeError where the key is no object, before anything is made: a promise that is lost rejects unheard
 */
export function once<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  if (Object(key) !== key) throw new TypeError(`${String(key)} is no object.`)
  const before = known.get(key)
  if (before !== undefined) return before
  const value = make()
  known.set(key, value)
  return value
}
