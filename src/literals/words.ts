/**
 * The words of a name, in lower case and without the digits at their end: `STOCK_API_TEST2` is hapi, fhir, test;
 * `orderDevApi` is order, dev, api; `LATEST` is latest.
 */
export function words(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d{1,20}$/, ''))
    .filter((word) => word !== '')
}
