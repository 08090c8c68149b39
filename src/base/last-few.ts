/** Keeps what was made last of some keys: what is asked for again soon is not made again. */
export function lastFew<K, V>(most: number): (key: K, make: () => V) => V {
  const values = new Map<K, V>()
  return (key, make) => {
    const value = values.get(key) ?? make()
    values.delete(key)
    values.set(key, value)
    for (const oldest of values.keys()) {
      if (values.size <= most) break
      values.delete(oldest)
    }
    return value
  }
}
