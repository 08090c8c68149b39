import type { Library } from '../model/types.js'
import type { RestCall } from './types.js'

/** The calls of OIC's REST API that an import is made of, each by the page of Oracle's reference that describes it. */

/** Encodes a name for an address; `|` becomes `%7C`, as Oracle's examples write it. */
export function encodeName(name: string): string {
  // A lone half of a surrogate pair cannot be encoded; it stands in no name that OIC gives.
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'))
  const plain = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  // Dots alone would be taken for a step up the path.
  return /^\.{1,2}$/.test(plain) ? plain.replaceAll('.', '%2E') : plain
}

/** A file name for what is saved of an artifact: no separators, no leading dot or dash. */
export function fileNameFor(key: string, extension: string): string {
  const plain = key.replace('|', '_').replace(/[^A-Za-z0-9._-]/g, (character) => {
    return `~${(character.codePointAt(0) ?? 0).toString(16)}`
  })
  return `${/^[.-]/.test(plain) ? `_${plain}` : plain}.${extension}`
}

const PLAIN = {
  override: null,
  body: null,
  fields: {},
  upload: null,
  saveAs: null,
  fails: [],
} as const satisfies Partial<RestCall>

function scope(project: string | null): string {
  return project === null ? '' : `projects/${encodeName(project)}/`
}

function integrationPath(key: string, project: string | null): string {
  return `${scope(project)}integrations/${encodeName(key)}`
}

type Upload = NonNullable<RestCall['upload']>

const THERE = 'it is there already'
const NOT_THERE = 'it is not there'
const FILE = { type: 'application/octet-stream' } as const

export const rest = {
  /** integrations-id-post: activating deactivates an active one of the same major version. */
  activate: (key: string, project: string | null): RestCall => status(key, project, 'ACTIVATED'),
  /** integrations-id-post: pending requests are lost; refused while a schedule is active. */
  deactivate: (key: string, project: string | null): RestCall => status(key, project, 'CONFIGURED'),
  stopSchedule: (key: string, project: string | null): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: `${integrationPath(key, project)}/schedule/stop`,
    fails: [{ status: 404, when: 'none is defined' }],
  }),
  startSchedule: (key: string, project: string | null): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: `${integrationPath(key, project)}/schedule/start`,
  }),
  exportIntegration: (key: string): RestCall => ({
    ...PLAIN,
    method: 'GET',
    path: `${integrationPath(key, null)}/archive`,
    saveAs: fileNameFor(key, 'iar'),
    fails: [{ status: 423, when: 'it is locked or prebuilt' }],
  }),
  addIntegration: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: 'integrations/archive',
    fields: FILE,
    upload,
    fails: [{ status: 409, when: THERE }],
  }),
  replaceIntegration: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'PUT',
    path: 'integrations/archive',
    fields: FILE,
    upload,
    fails: [{ status: 404, when: NOT_THERE }],
  }),
  removeIntegration: (key: string, project: string | null): RestCall => ({
    ...PLAIN,
    method: 'DELETE',
    path: integrationPath(key, project),
  }),
  exportPackage: (name: string): RestCall => ({
    ...PLAIN,
    method: 'GET',
    path: `packages/${encodeName(name)}/archive`,
    saveAs: fileNameFor(name, 'par'),
  }),
  addPackage: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: 'packages/archive',
    fields: FILE,
    upload,
    fails: [{ status: 409, when: THERE }],
  }),
  replacePackage: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'PUT',
    path: 'packages/archive',
    fields: FILE,
    upload,
    fails: [
      { status: 404, when: NOT_THERE },
      { status: 412, when: 'one of its integrations is active or locked there' },
    ],
  }),
  /** projects-id-archive-post: `type` is `DEVELOPED` or `ACCELERATOR`. */
  exportProject: (code: string, name: string, type: string): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: `projects/${encodeName(code)}/archive`,
    body: JSON.stringify({ code, name, type }),
    saveAs: fileNameFor(code, 'car'),
  }),
  addProject: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: 'projects/archive',
    fields: FILE,
    upload,
    fails: [{ status: 409, when: THERE }],
  }),
  removeProject: (code: string): RestCall => ({ ...PLAIN, method: 'DELETE', path: `projects/${encodeName(code)}` }),
  exportLookup: (name: string): RestCall => ({
    ...PLAIN,
    method: 'GET',
    path: `lookups/${encodeName(name)}/archive`,
    saveAs: fileNameFor(name, 'csv'),
    fails: [{ status: 423, when: 'it is locked' }],
  }),
  addLookup: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: 'lookups/archive',
    fields: FILE,
    upload,
    fails: [{ status: 409, when: THERE }],
  }),
  replaceLookup: (upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'PUT',
    path: 'lookups/archive',
    fields: FILE,
    upload,
    fails: [{ status: 404, when: NOT_THERE }],
  }),
  removeLookup: (name: string): RestCall => ({ ...PLAIN, method: 'DELETE', path: `lookups/${encodeName(name)}` }),
  exportLibrary: (key: string): RestCall => ({
    ...PLAIN,
    method: 'GET',
    path: `libraries/${encodeName(key)}/archive`,
    saveAs: fileNameFor(key, 'jar'),
  }),
  addLibrary: ({ code, version, name }: Library, upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: 'libraries/archive',
    fields: { name, code, version, type: 'API' },
    upload,
    fails: [{ status: 409, when: THERE }],
  }),
  replaceLibrary: (key: string, upload: Upload): RestCall => ({
    ...PLAIN,
    method: 'POST',
    path: `libraries/${encodeName(key)}/archive`,
    upload,
  }),
  removeLibrary: (key: string): RestCall => ({ ...PLAIN, method: 'DELETE', path: `libraries/${encodeName(key)}` }),
  removeConnection: (code: string): RestCall => ({
    ...PLAIN,
    method: 'DELETE',
    path: `connections/${encodeName(code)}`,
  }),
}

function status(key: string, project: string | null, value: 'ACTIVATED' | 'CONFIGURED'): RestCall {
  return {
    ...PLAIN,
    method: 'POST',
    path: integrationPath(key, project),
    override: 'PATCH',
    body: JSON.stringify({ status: value }),
  }
}
