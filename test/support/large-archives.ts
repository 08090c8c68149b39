/** Archives with as much of one thing as somebody could put there. Each is given how many. */
import { changedFixture } from './fixture.js'
import { tree, zip } from './zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const REPORT = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

const text = (fixture: string, path: string): string => new TextDecoder().decode(tree(fixture)[path])

const pathIn = (fixture: string, end: string): string => {
  const path = Object.keys(tree(fixture)).find((name) => name.endsWith(end))
  if (path === undefined) throw new Error(`${fixture} has no ${end}`)
  return path
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
const all = (count: number, one: (at: number) => string): string => numbers(count).map(one).join('')

/** Replaces one text of a fixture's file. */
function edited(fixture: string, end: string, edit: (text: string) => string): Uint8Array {
  const path = pathIn(fixture, end)
  const before = text(fixture, path)
  const after = edit(before)
  if (after === before) throw new Error(`nothing of ${path} was changed`)
  return changedFixture(fixture, { [path]: after })
}

const rowOf = (cells: readonly string[]) => `<row>${cells.map((cell) => `<cell>${cell}</cell>`).join('')}</row>`

export const LARGE: Readonly<Record<string, (count: number) => Uint8Array>> = {
  'rows of a lookup': (count) =>
    edited(INTAKE, '.dvm', (dvm) =>
      dvm.replace('</rows>', `${all(count, (at) => rowOf([`S${at}`, 'NORTH', `WH-${at % 9}`]))}</rows>`),
    ),
  'columns of a lookup': (count) =>
    edited(INTAKE, '.dvm', (dvm) =>
      dvm
        .replace('</columns>', `${all(count, (at) => `<column name="C${at}"/>`)}</columns>`)
        .replace(/<rows>[\s\S]*<\/rows>/, () => `<rows>${rowOf(numbers(count + 3).map(String)).repeat(3)}</rows>`),
    ),
  'cells of a row': (count) =>
    edited(INTAKE, '.dvm', (dvm) =>
      dvm.replace('</rows>', `${rowOf(numbers(count).map((at) => `value ${at}`))}</rows>`),
    ),
  'global scopes with handlers': (count) =>
    edited(INTAKE, 'PROJECT-INF/project.xml', (xml) =>
      xml.replace(
        /<ns2:globalTry[\s\S]*<\/ns2:globalTry>/,
        (scope) =>
          scope +
          all(
            count,
            (at) =>
              `<ns2:globalTry id="g${at}"><ns2:catchAll id="c${at}"><ns2:stop id="s${at}"/></ns2:catchAll></ns2:globalTry>`,
          ),
      ),
    ),
  'event types of a trigger': (count) =>
    edited(RETURNS, 'RETURN_WATCHER_01.00.0000/PROJECT-INF/project.xml', (xml) =>
      xml.replace(
        /<(?:\w+:)?eventType [^>]*name="[^"]*"[^>]*\/>/,
        (one) => one + all(count, (at) => one.replace(/name="([^"]*)"/, `name="$1${at}"`)),
      ),
    ),
  'connections that OIC lists': (count) =>
    edited(RETURNS, 'RETURN_DIGEST_01.00.0000/info.json', (json) =>
      json.replace(/"connections"\s*:\s*\[/, (list) => list + all(count, (at) => `"OTHER_${at}",`)),
    ),
  'processors, each a step': (count) =>
    edited(INTAKE, 'PROJECT-INF/project.xml', (xml) =>
      xml
        .replace(
          '<ns2:processor name="processor_40">',
          (first) =>
            `${all(count, (at) => `<ns2:processor name="processor_${1000 + at}"><ns2:type>assignment</ns2:type></ns2:processor>`)}${first}`,
        )
        .replace(
          '<ns2:callout id="co0"',
          (first) => `${all(count, (at) => `<ns2:assignment id="b${at}" refUri="processor_${1000 + at}"/>`)}${first}`,
        ),
    ),
  'routers one in the other': (count) =>
    edited(INTAKE, 'PROJECT-INF/project.xml', (xml) =>
      xml.replace(
        '<ns2:callout id="co0" refUri="processor_50"/>',
        (inner) =>
          `${all(count, (at) => `<ns2:router id="x${at}" refUri="processor_56"><ns2:route id="xr${at}" refUri="processor_56/output_58">`)}${inner}${'</ns2:route></ns2:router>'.repeat(count)}`,
      ),
    ),
  'literals of an expression': (count) =>
    edited(INTAKE, 'processor_40/resourcegroup_41/expr.properties', (properties) =>
      properties.replace(/^XpathExpression :.*$/m, () => `XpathExpression : concat('b'${",'a'".repeat(count)})`),
    ),
  'assigns of a stitch': (count) =>
    edited(REPORT, 'stitch.json', (json) => {
      const one = (at: number) =>
        `{"@type":"Assign","from":{"@type":"XPathExpression","expression":"concat('${at}', $reportDay)"},"to":{"@type":"XPathPath","path":"$reportTitle"}},`
      return json.replace('{"@type":"Assign"', (first) => `${all(count, one)}${first}`)
    }),
  'integrations of a project': (count) => {
    const files: Record<string, Uint8Array | string> = tree(RETURNS)
    const folder = 'project/integrations/RETURN_WATCHER_01.00.0000/'
    const kept = Object.entries(files).filter(
      ([path]) => path.startsWith(folder) && /info\.json|project\.xml/.test(path),
    )
    for (const at of numbers(count)) {
      for (const [path, bytes] of kept)
        files[path.replace('RETURN_WATCHER', `W${at}`)] = new TextDecoder()
          .decode(bytes as Uint8Array)
          .replaceAll('RETURN_WATCHER', `W${at}`)
    }
    return zip(files)
  },
  'integrations without a flow': (count) => {
    const files: Record<string, string> = Object.create(null)
    for (const at of numbers(count))
      files[`icspackage/project/N${at}_01.00.0000/ics_project_attributes.properties`] = `project_code=N${at}\n`
    return changedFixture(INTAKE, files)
  },
  'archives of a package': (count) => {
    const files: Record<string, Uint8Array> = Object.create(null)
    const folder = 'icspackage/project/ORDER_INTAKE_01.00.0000/'
    const kept = Object.entries(tree(INTAKE)).filter(
      ([path]) => path.startsWith(folder) && path.endsWith('.properties'),
    )
    const attributes = kept.filter(([path]) => path.endsWith('ics_project_attributes.properties'))
    for (const at of numbers(count)) {
      const inner = attributes.map(([path, bytes]) => ({
        name: path.replace('ORDER_INTAKE', `P${at}`),
        content: new TextDecoder().decode(bytes).replace('ORDER_INTAKE', `P${at}`),
      }))
      files[`icspackage_P${at}_01.00.0000_x.iar`] = zip(inner)
    }
    return zip(files)
  },
  'paths of one folder, each in the other': (count) =>
    changedFixture(INTAKE, { [`icspackage/${'d/'.repeat(count)}e.xml`]: 'x' }),
}
