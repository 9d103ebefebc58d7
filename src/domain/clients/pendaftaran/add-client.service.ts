import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { maskNip } from '../../pegawai/nip.rules.ts'
import { normaliseNomor } from '../../pegawai/nomor.rules.ts'
import { findUnitByKode } from '../../pegawai/unit/unit.queries.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import { actAsOperator } from '../operator-act.ts'
import { type Mistake, mistakeLines } from '../registered-uris.rules.ts'
import { secretRefusal } from '../secret.rules.ts'
import { giveSecret } from '../secret.service.ts'
import { resourceMistakes } from '../sumber/sumber.service.ts'
import { readClientFile } from './client-file.rules.ts'
import type { GivenFields } from './client.schema.ts'
import { findTesters, insertClient } from './pendaftaran.queries.ts'

/** What `client add` prints. */
export interface AddedClient {
  readonly client_id: string
  /** Shown this once; absent when the client uses none or waits for approval. */
  readonly client_secret?: string
}

/**
 * Registers an application with its client. As an OPD is named, it counts as claimed by that OPD.
 *
 * @param file as parsed from JSON (architecture.md, "Commands")
 * @param demo whether this is a demo instance
 * @param issuer of this instance, which makes the province's API a resource (decision 22)
 * @throws OperatorError with every mistake of the file, or when its client_id is taken
 */
export async function addClient(
  database: Database, clock: Clock, file: unknown, { demo, issuer }: { demo: boolean; issuer?: string },
): Promise<AddedClient> {
  const { given, mistakes, registration } = readClientFile(file, { demo })
  const opd = await lookUpOpd(database, given, clock.today())
  const testers = await lookUpTesters(database, given, { opdId: opd.unitId, today: clock.today() })
  const resources = await resourceMistakes(database, given.resources, issuer)
  const all = [...mistakes, ...opd.mistakes, ...testers.mistakes, ...resources]
  const { unitId } = opd
  if (!registration || unitId === undefined || all.length > 0) {
    throw new OperatorError(`The client cannot be registered:\n${mistakeLines(all)}`)
  }
  const { client_id, state, pkce_exempt, metadata } = registration
  return actAsOperator(database, clock, async (act) => {
    const client = {
      ...registration, unitId, testers: testers.ids, pengujiSemua: given.testers === 'semua',
    }
    if (!await insertClient(act.trx, client, act.at)) throw new OperatorError(`There is already a client ${client_id}.`)
    act.tell({
      kind: 'klien.didaftarkan', subject: client_id, clientId: client_id,
      data: { state, pkce_exempt, redirect_uris: [...metadata.redirect_uris] },
    })
    return secretRefusal(registration) === undefined
      ? { client_id, client_secret: (await giveSecret(act, client_id)).rahasia } : { client_id }
  })
}

async function lookUpOpd(
  database: Database, { opd }: GivenFields, today: string,
): Promise<{ unitId?: string; mistakes: Mistake[] }> {
  if (opd === undefined) return { mistakes: [] }
  const unit = await findUnitByKode(database, opd, today)
  if (unit && isOpdKind(unit.jenis)) return { unitId: unit.id, mistakes: [] }
  const message = unit ? `is ${unit.nama}, which is no OPD` : 'is the code of no unit'
  return { mistakes: [{ field: 'opd', message }] }
}

/** Decision 14: a trial is for the OPD's own people. Where the OPD itself is wrong, only that is told. */
async function lookUpTesters(
  database: Database, { testers }: GivenFields, { opdId, today }: { opdId: string | undefined; today: string },
): Promise<{ ids: string[]; mistakes: Mistake[] }> {
  if (testers === undefined || testers === 'semua') return { ids: [], mistakes: [] }
  const nips = testers.map(normaliseNomor)
  const people = await findTesters(database, { nips: nips.filter((nip) => /^[0-9]{18}$/.test(nip)), opdId, today })
  const mistakeOf = (nip: string): string | undefined => {
    const person = people.get(nip)
    if (!person) return `nobody has the NIP ${maskNip(nip)} today`
    return person.of_opd || opdId === undefined ? undefined : `${maskNip(nip)} does not work in this OPD today`
  }
  const mistakes = nips.flatMap((nip, index) => {
    const message = mistakeOf(nip)
    return message === undefined ? [] : [{ field: `testers[${index}]`, message }]
  })
  return { ids: [...new Set([...people.values()].map(({ pegawai_id }) => pegawai_id))], mistakes }
}
