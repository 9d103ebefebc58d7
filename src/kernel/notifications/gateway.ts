import { readFile } from 'node:fs/promises'
import { OutboundRefused, OutsideAllowList } from '../lib/destination.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { type GatewayTemplate, outcomeOf, parseTemplate, PLAIN_TEMPLATE, writeRequest } from './gateway.rules.ts'
import type { Send } from './transport.ts'

/** A message gateway as this instance knows it, secrets included. */
export interface Gateway {
  readonly url: string
  readonly template: GatewayTemplate
}

export interface GatewayConfig {
  /** where messages are sent; placeholders may stand in its query */
  readonly url: string
  /** path of a JSON file that says what is sent; a plain JSON object without it */
  readonly templateFile: string | undefined
  readonly secrets: Readonly<Record<string, string | undefined>>
}

/** @throws OperatorError, in one sentence, for a file that cannot be read or is no template */
export async function readGateway({ url, templateFile, secrets }: GatewayConfig): Promise<Gateway> {
  const name = templateFile === undefined ? 'SMS_GATEWAY_URL' : `SMS_GATEWAY_TEMPLATE ${templateFile}`
  const read = parseTemplate(templateFile === undefined ? PLAIN_TEMPLATE : await contentOfFile(templateFile), url, secrets)
  if (typeof read === 'string') throw new OperatorError(`${name} ${read}`)
  return read
}

async function contentOfFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`
    throw new OperatorError(`SMS_GATEWAY_TEMPLATE ${path} ${why}.`)
  }
}

/**
 * @param outbound the one way out, with its allow-list and limits
 * @returns sends one text by the gateway; what went wrong is its outcome, and no number or text is in it
 */
export function createGateway(
  { url, template }: Gateway, outbound: (url: string, init: RequestInit) => Promise<Response>,
): Send {
  return async function send({ id, to, text }) {
    const { url: address, ...request } = writeRequest(url, template, { id, to, text })
    try {
      const answer = await outbound(address, request)
      const taken = template.berhasil === undefined || (await answer.text()).includes(template.berhasil)
      return outcomeOf(answer.status, taken)
    } catch (error) {
      if (error instanceof OutsideAllowList) return { result: 'hopeless', receipt: error.message }
      if (error instanceof OutboundRefused) return { result: 'refused', receipt: error.message }
      const { code, name } = error as { code?: unknown; name?: string }
      if (name === 'TimeoutError') return { result: 'refused', receipt: 'tidak menjawab pada waktunya' }
      return { result: 'refused', receipt: typeof code === 'string' ? code : 'galat' }
    }
  }
}
