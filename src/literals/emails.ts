/** An e-mail address in a text. */
export interface FoundEmail {
  readonly start: number
  readonly address: string
  /** Lower case. */
  readonly domain: string
}

const LOCAL = /[A-Za-z0-9._%+'-]/
const DOMAIN = /[A-Za-z0-9.-]/

/** Longest parts that an address has by its standard. */
const MAX_LOCAL = 64
const MAX_DOMAIN = 253

/** The e-mail addresses in a text, in order. Takes time linear in the length, whatever the text. */
export function findEmails(text: string): FoundEmail[] {
  const found: FoundEmail[] = []
  let from = 0
  /** Behind the last one found. */
  let last = -1
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && at - start < MAX_LOCAL && LOCAL.test(text[start - 1] ?? '')) start--
    let end = at + 1
    while (end < text.length && end - at <= MAX_DOMAIN && DOMAIN.test(text[end] ?? '')) end++
    const local = text.slice(start, at).replace(/^[.'-]+/, '')
    const domain = text
      .slice(at + 1, end)
      .replace(/[.-]+$/, '')
      .toLowerCase()
    start = at - local.length
    const address = text.slice(start, at + 1 + domain.length)
    from = at + 1
    if (local === '' || !isDomain(domain) || isUrlUser(text, start)) continue
    // A stroke right behind another address parts two of a list.
    if (start - 1 !== last && isFolder(text, start, address)) continue
    found.push({ start, address, domain })
    last = start + address.length
    from = end
  }
  return found
}

/** `https://user:p@ssword@host`, `jdbc:oracle:thin:user/password@host` are no e-mail addresses, and must not be shown. */
function isUrlUser(text: string, start: number): boolean {
  return /:\/\/[^\s/?#]*$|jdbc:[^\s"']*$/i.test(text.slice(Math.max(0, start - 200), start))
}

/** `/home/users/svc@example.com/in`: a login that names a directory, as OIC's File Server has them. */
function isFolder(text: string, start: number, address: string): boolean {
  const behind = text[start + address.length]
  return text[start - 1] === '/' && (behind === undefined || behind === '/')
}

function isDomain(domain: string): boolean {
  return /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,10}\.[a-z]{2,24}$/.test(domain)
}

/** Domains where anybody has an address: mail about an integration leaves the company. */
const FREE_MAIL: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'yahoo.co.uk',
  'yahoo.co.in',
  'yahoo.fr',
  'yahoo.de',
  'ymail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'hotmail.fr',
  'outlook.com',
  'live.com',
  'msn.com',
  'aol.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'gmx.de',
  'gmx.net',
  'gmx.com',
  'web.de',
  'mail.com',
  'mail.ru',
  'yandex.ru',
  'yandex.com',
  'proton.me',
  'protonmail.com',
  'zoho.com',
  'rediffmail.com',
  'qq.com',
  '163.com',
  '126.com',
  'orange.fr',
  'free.fr',
  'libero.it',
  'uol.com.br',
  'bol.com.br',
])

export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain)
}

/** The sender that OIC's own mail comes from: every instance may use it. */
export function isOracleSender({ address, domain }: FoundEmail): boolean {
  const local = address.slice(0, address.indexOf('@')).toLowerCase()
  const oracle = domain === 'oracle.com' || domain.endsWith('.oracle.com') || domain.endsWith('.oraclecloud.com')
  return oracle && /^(?:no-?_?\.?reply|donotreply|do-not-reply|oic|noreply-.{1,40})$/.test(local)
}
