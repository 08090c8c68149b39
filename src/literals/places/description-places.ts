import type { Location } from '../../base/location.js'
import { once } from '../../base/once.js'
import { flowsOf } from '../../model/flows.js'
import type { Agent, Archive, Integration } from '../../model/index.js'
import { allSteps } from '../../model/index.js'
import { literal } from './literal.js'
import type { LiteralPlace, PlaceOwner } from './types.js'

const walked = new WeakMap<Archive, Promise<readonly LiteralPlace[]>>()

/**
 * What people wrote down about artifacts and steps, notes on the canvas among them. An address in it is no address of the
 * integration; a secret is as open as any other.
 */
export function descriptionPlaces(archive: Archive): Promise<readonly LiteralPlace[]> {
  return once(walked, archive, async () => [...descriptionsOf(archive)])
}

function* descriptionsOf(archive: Archive): Generator<LiteralPlace> {
  for (const flow of flowsOf(archive)) yield* flowDescriptions(flow)
  for (const { id, code, description, location } of [
    ...archive.connections,
    ...archive.libraries,
    ...archive.eventTypes,
  ])
    yield* described(ownerOf(id, code), description, location)
  for (const { id, name, description, location } of archive.lookups)
    yield* described(ownerOf(id, name), description, location)
  const { project } = archive
  if (project !== null)
    yield* described(ownerOf(`project:${project.code}`, project.code), project.description, project.location)
}

/** The same of one flow. What a step repeats of its action is told once. */
export function* flowDescriptions(flow: Integration | Agent): Generator<LiteralPlace> {
  const owner = ownerOf(flow.id, flow.code)
  const told = new Set<string>()
  const fresh = ({ value }: LiteralPlace): boolean => !told.has(value) && told.add(value).size > 0
  const all = [
    ...described(owner, flow.description, flow.location),
    ...[...allSteps(flow.steps)].flatMap(({ name, kind, description, location }) =>
      // A note has its text for a name, which is not to be told by it.
      kind === 'note'
        ? [...described(owner, name, location), ...described(owner, description, location)]
        : [...described({ ...owner, step: name }, description, location)],
    ),
    ...[...flow.endpoints, ...flow.actions].flatMap(({ name, description, location }) => [
      ...described({ ...owner, step: name }, description, location),
    ]),
    ...flow.actions.flatMap((action) =>
      action.expressions.flatMap(({ path, description }) => [
        ...described({ ...owner, step: action.name }, description, { entry: path, line: null, column: null }),
      ]),
    ),
  ]
  yield* all.filter(fresh)
}

function ownerOf(artifact: string, owner: string): PlaceOwner {
  return { kind: 'description', artifact, owner, step: '', connection: '', adapter: '', role: null }
}

function* described(owner: PlaceOwner, text: string, location: Location): Generator<LiteralPlace> {
  if (text.trim() !== '') yield literal(owner, text, 'description', location)
}
