import { aliasOfKey } from './certificates.js'
import { jsonMember, jsonString, parseJson } from './json.js'
import { Source } from './source.js'
import type { CertificateFile, Read } from './types.js'

/**
 * Reads `certificates/*.json` of a project or `keys/*.json` of an `.iar`: the name of a certificate that the target must
 * have. The certificate itself never travels.
 */
export function readCertificate(path: string, text: string): Read<CertificateFile> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  const named = jsonMember(root, 'name') ?? jsonMember(root, 'alias') ?? jsonMember(root, 'id')
  const alias = jsonString(named) ?? ''
  if (alias === '') source.problem(0, 'The file names no certificate: it has neither name, alias nor id.')
  return {
    value: {
      alias: aliasOfKey(alias),
      category: jsonString(jsonMember(root, 'category')) ?? '',
      location: source.at(0),
    },
    problems: source.problems,
  }
}
