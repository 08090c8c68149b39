import { pathBeside } from '../base/path.js'
import type { AdapterConfiguration } from '../formats/types.js'

/** Path of the file in which a database endpoint that works on tables has these, beside its `.jca`; null where it names none. */
export function tablesFileOf(configuration: AdapterConfiguration): string | null {
  const file = configuration.properties.find(({ name }) => name === 'MappingsMetaDataURL')?.value.trim() ?? ''
  return file === '' ? null : pathBeside(configuration.path, file)
}
