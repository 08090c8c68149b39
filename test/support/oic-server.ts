import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  /** Path below `/ic/api/integration/v1/`, undecoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface OicServer {
  readonly url: string
  readonly seen: Seen[]
  close(): Promise<void>
}

/** A stand-in for OIC's REST API on this machine, which answers as a test says (null: the connection breaks) and remembers what it was asked. */
export async function oicServer(
  answer: (request: Seen) => { status?: number; headers?: Readonly<Record<string, string>>; body: unknown } | null,
): Promise<OicServer> {
  const seen: Seen[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?')
      const one: Seen = {
        method: request.method ?? '',
        path: path.replace('/ic/api/integration/v1/', ''),
        query: new URLSearchParams(query),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      seen.push(one)
      const answered = answer(one)
      if (answered === null) {
        request.socket.destroy()
        return
      }
      const { status = 200, headers = {}, body } = answered
      response.writeHead(status, { connection: 'close', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
