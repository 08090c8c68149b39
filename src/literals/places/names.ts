/** Property of a multi-operation trigger without the operation: `start.ResourceURI` is `ResourceURI`. */
export function withoutOperation(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Last step of a target's path: `/Envelope/Header/@xmlns` is `xmlns`; also of `$variable`s and XPaths of targets. */
export function lastName(path: string): string {
  const step = path.replace(/\[[^[\]]{0,500}\]$/, '').replace(/^.*\//s, '')
  return step.slice(step.lastIndexOf(':') + 1).replace(/^[@$]+/, '')
}
