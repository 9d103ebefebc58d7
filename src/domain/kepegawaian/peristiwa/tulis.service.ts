import type { Knex } from 'knex'
import type { Origin } from '../../../kernel/db/unit-of-work.ts'
import { newId, sha256 } from '../../../kernel/lib/ids.ts'
import { type Actor, type AuditEvent, insertEvents } from '../../audit/index.ts'
import { holdBackKontak } from '../../accounts/kontak/kontak.service.ts'
import { isShut } from '../../pegawai/keadaan.rules.ts'
import { cancelKedudukan, scheduleKedudukan } from '../../pegawai/terjadwal.queries.ts'
import { endEverythingOf } from '../../sessions/endings/index.ts'
import { closeNips, insertPeople, openNips, touchPeople, updatePeople } from '../application/people.queries.ts'
import { endAssignments } from '../application/posts.queries.ts'
import type { PersonField } from '../difference/people.rules.ts'
import { personRows } from '../difference/rows.rules.ts'
import { settleChanges } from '../kalender/settle.ts'
import { keepFindings } from '../runs/write.queries.ts'
import type { Recognition } from './kenal.rules.ts'
import { markEnding, type Stored } from './simpan.queries.ts'
import { changesAnything, type Worked } from './susun.rules.ts'
import {
  beginAssignments, beginPosts, endPosts, forgetLines, insertEventRun, rememberExternals,
} from './terapkan.queries.ts'

export interface WriteContext {
  readonly sumber: string
  readonly at: Date
  /** official day in WIB, YYYY-MM-DD */
  readonly today: string
  readonly actor: Actor
  readonly origin: Origin
}

/**
 * Brings the directory to what was worked out, in a bounded number of statements, with whatever has to end and with the
 * audit events of the people who are another now.
 * @returns id of the run that stands for it, undefined when nothing was to be written
 */
export async function writeChanges(
  trx: Knex.Transaction, worked: readonly Worked[], { recognised }: Recognition, context: WriteContext,
): Promise<string | undefined> {
  const changed = worked.filter(changesAnything)
  const externals = [...recognised, ...decidedIn(worked)].flatMap(({ pegawaiId: pegawai_id, event: { sumber, external_id } }) =>
    external_id === null ? [] : [{ pegawai_id, sumber, external_id }])
  if (changed.length === 0 && externals.length === 0) return undefined
  const { sumber, at, today, actor, origin } = context
  const run = newId()
  const isi = sha256(JSON.stringify(worked.flatMap(({ events }) => events.map(({ id }) => id)).toSorted()))
  await insertEventRun(trx, { id: run, sumber, isi, at, actor, report: { read: recognised.length, changed: changed.length } })

  const differences = changed.map(({ change: { difference } }) => difference)
  const [fresh, known] = [differences.filter(({ isNew }) => isNew), differences.filter(({ isNew }) => !isNew)]
  const written = known.filter(({ changes }) => changes.length > 0)
  const of = <Row>(pick: (one: Worked) => readonly Row[]): (Row & { pegawai_id: string })[] =>
    changed.flatMap((one) => pick(one).map((row) => ({ ...row, pegawai_id: one.id })))
  const kontak = of(({ change }) => change.difference.kontak)
  let heldBack: readonly string[] = []
  const closed = of(({ change }) => change.difference.closeNips.map((nip) => ({ nip })))
  const opened = of(({ change: { difference: { openNip: nip } } }) => nip === undefined ? [] : [{ nip }])
  const ends = of(({ posts }) => posts?.ends ?? [])
  const begins = of(({ posts }) => posts?.opened ?? [])
  const ended = changed.flatMap(({ letters }) => letters.ended)
  const letters = of((one) => one.letters.opened)
  const cancelled = of(({ change }) => change.cancelled).map(({ pegawai_id, ...one }) => ({ ...one, pegawaiId: pegawai_id }))
  const scheduled = of(({ change }) => change.scheduled)
    .map(({ pegawai_id, ...one }) => ({ ...one, pegawaiId: pegawai_id, run, recordedAt: at }))
  const shut = changed.filter(({ change: { difference } }) => !difference.isNew && isShut(difference.keadaan.ke)).map(({ id }) => id)

  // What ends goes before what begins: numbers and posts have one current row each.
  const steps: [rows: number, step: () => Promise<unknown>][] = [
    [fresh.length, () => insertPeople(trx, fresh, { synthetic: false, at })],
    [kontak.length, async () => { heldBack = await holdBackKontak(trx, kontak, { sumber, run, today, at }) }],
    [written.length, () => updatePeople(trx, written, { at, held: heldBack })],
    [known.length - written.length, () => touchPeople(trx, known.filter(({ changes }) => changes.length === 0).map(({ id }) => id), { at })],
    [closed.length, () => closeNips(trx, closed, { today })],
    [opened.length, () => openNips(trx, opened, { today, run })],
    [externals.length, () => rememberExternals(trx, externals, run)],
    [known.length, () => forgetLines(trx, known.map(({ id }) => id))],
    [ends.length, () => endPosts(trx, ends.filter(({ valid_to }) => valid_to !== null))],
    [ends.length, () => endPosts(trx, ends.filter(({ valid_to }) => valid_to === null))],
    [begins.length, () => beginPosts(trx, begins, { run, at })],
    [ended.length, () => endAssignments(trx, ended, { at })],
    [letters.length, () => beginAssignments(trx, letters, { run, at })],
    [cancelled.length, () => cancelKedudukan(trx, { announcements: cancelled, at })],
    [scheduled.length, () => scheduleKedudukan(trx, scheduled)],
    [shut.length, () => endEverythingOf(trx, { pegawaiIds: shut, reason: 'berhenti', at })],
    [changed.length, () => settleChanges(trx, { today, at })],
  ]
  for (const [rows, step] of steps) if (rows > 0) await step()

  const gone = changed.filter(({ change }) => change.ends)
  if (gone.length > 0) {
    await markEnding(trx, { eventIds: gone.flatMap(({ events }) => events.map(({ id }) => id)), pegawaiIds: gone.map(({ id }) => id), at })
  }
  await keepFindings(trx, run, { rows: personRows(differences), quarantined: [] })
  await insertEvents(trx, changed.flatMap((one) => auditOf(one, run, actor)), origin, at)
  return run
}

/** Events of which a human has said whom they are about: nobody else has that id of the source, or it stays with who has it. */
const decidedIn = (worked: readonly Worked[]): { readonly pegawaiId: string; readonly event: Stored }[] =>
  worked.flatMap(({ id, events }) => events
    .filter(({ status, pegawai_id }) => status === 'diterima' && pegawai_id !== null)
    .map((event) => ({ pegawaiId: id, event })))

/** Names of columns, never their values. */
function auditOf({ id, change: { difference }, posts, letters }: Worked, run: string, actor: Actor): AuditEvent[] {
  const { keadaan: { dari, ke }, isNew } = difference
  const kolom: PersonField[] = isNew ? [] : [
    ...difference.changes.map(({ kolom: name }) => name), ...posts?.fields ?? [], ...letters.ended.length + letters.opened.length > 0 ? ['penugasan' as const] : [],
  ]
  return [{
    kind: 'kepegawaian.pegawai-berubah', actor, subject: id, data: { run, kolom, ...(dari !== ke && { keadaan: { dari, ke } }) },
  }]
}
