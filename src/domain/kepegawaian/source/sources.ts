import { readFile } from 'node:fs/promises'
import type { SimpegConfig } from '../../../config.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { createApi } from './api/index.ts'
import { createSimpeg } from './simpeg/index.ts'
import type { Source } from './source.ts'

export interface ScheduledSource {
  readonly source: Source
  readonly everyMinutes: number
}

/**
 * @param simpeg what the environment says
 * @param surroundings `cidrs`: addresses that may be reached; nothing else is tried
 * @returns the sources that are read by themselves, none where none is named; nothing connects yet
 * @throws OperatorError when the file of the authority cannot be read
 */
export async function createSources(
  simpeg: SimpegConfig, { cidrs, clock }: { readonly cidrs: readonly string[]; readonly clock: Clock },
): Promise<readonly ScheduledSource[]> {
  const { databaseUrl, databaseTls, databaseMinutes, apiUrl, apiToken, apiMinutes, caFile } = simpeg
  const ca = caFile === undefined ? undefined : await readAuthority(caFile)
  return [
    ...(databaseUrl === undefined ? []
      : [{ source: createSimpeg({ url: databaseUrl, tls: databaseTls, ca, cidrs }, clock), everyMinutes: databaseMinutes }]),
    ...(apiUrl === undefined || apiToken === undefined ? []
      : [{ source: createApi({ url: apiUrl, token: apiToken, ca, cidrs }, clock), everyMinutes: apiMinutes }]),
  ]
}

async function readAuthority(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new OperatorError(`SIMPEG_CA_FILE ${path} cannot be read.`, { cause: error })
  })
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new OperatorError(`SIMPEG_CA_FILE ${path} holds no certificate (PEM).`)
  return text
}
