/** A local call of ORDER_INTAKE whose child is chosen at run time, as changes to the fixture. */

const HEAD = `<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="http://www.oracle.com/XSL/Transform/oracle-xsl-mapper" xmlns:dvm="http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue" xmlns:t="http://xmlns.example.com/t">
<o:schema><o:mapTargets><o:target type="WSDL"><o:schema location="../../application_19/inbound_20/resourcegroup_21/x.wsdl"/><o:rootElement name="execute" namespace="http://xmlns.example.com/t"/></o:target></o:mapTargets></o:schema>
<xsl:template match="/"><t:execute><t:ConnectivityProperties><t:Localintegration>`
const TAIL = '</t:Localintegration></t:ConnectivityProperties></t:execute></xsl:template></xsl:stylesheet>'

/** The mapper before the call fills code and version with these. */
export function choosingMapper(code: string, version?: string) {
  const filled = version === undefined ? '' : `<t:version>${version}</t:version>`
  return { path: '**/processor_80/**/req_*.xsl', content: `${HEAD}<t:code>${code}</t:code>${filled}${TAIL}` }
}

/** The lookup CARRIERS, whose second row, on line 3, names CARRIER_B; and a mapper that reads code and version there. */
export function chosenByLookup(version: string) {
  const looked = (column: string) => `<xsl:value-of select="dvm:lookupValue('CARRIERS','KEY',/a,'${column}','')"/>`
  const columns = ['KEY', 'CODE', 'VERSION'].map((name) => `<column name="${name}"/>`).join('')
  const row = (...cells: string[]) => `<row>${cells.map((cell) => `<cell>${cell}</cell>`).join('')}</row>`
  const content = `<dvm name="CARRIERS" xmlns="http://xmlns.oracle.com/dvm"><columns>${columns}</columns>
<rows>${row('A', 'ORDER_FULFIL', '1.0.0')}
${row('B', 'CARRIER_B', version)}</rows></dvm>`
  return [{ path: 'icspackage/dvms/CARRIERS.dvm', content }, choosingMapper(looked('CODE'), looked('VERSION'))]
}
