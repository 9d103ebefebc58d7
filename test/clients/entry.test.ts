import test from 'ava'
import { KEADAAN, type Keadaan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import type { ClientState } from '../../src/domain/clients/client.types.ts'
import { type Door, type Entrant, type EntryRefusal, mayEnter, mayGetMore } from '../../src/domain/clients/entry.rules.ts'

/** Decision 14 as a table: person x client -> who gets in without and with being a tester. */

const PERSON: Omit<Entrant, 'unitChain'> = {
  id: 'p', keadaan: 'aktif', tahan: false, kategori: 'asn', kedudukan_kode: '01', jabatan: null, penugasan: [],
}

const DOOR: Door = {
  state: 'aktif', layanan_mandiri: false, penguji_semua: false, penguji: [], opd: { id: 'opd' }, aturan_masuk: { jenis: 'semua' },
  pilot: null,
}

type Outcome = EntryRefusal | 'ok'

const STATES: readonly ClientState[] = ['draf', 'uji', 'menunggu', 'aktif', 'tangguh', 'tutup']

/** For people who may sign in at all: [ordinary application, self-service], each [stranger, tester]. */
const table: Record<'aktif' | 'terbatas', Record<ClientState, [[Outcome, Outcome], [Outcome, Outcome]]>> = {
  aktif: {
    draf: [['klien', 'klien'], ['klien', 'klien']],
    uji: [['penguji', 'ok'], ['penguji', 'ok']],
    menunggu: [['klien', 'klien'], ['klien', 'klien']],
    aktif: [['ok', 'ok'], ['ok', 'ok']],
    tangguh: [['klien', 'klien'], ['klien', 'klien']],
    tutup: [['klien', 'klien'], ['klien', 'klien']],
  },
  terbatas: {
    draf: [['klien', 'klien'], ['klien', 'klien']],
    uji: [['terbatas', 'terbatas'], ['penguji', 'ok']],
    menunggu: [['klien', 'klien'], ['klien', 'klien']],
    aktif: [['terbatas', 'terbatas'], ['ok', 'ok']],
    tangguh: [['klien', 'klien'], ['klien', 'klien']],
    tutup: [['klien', 'klien'], ['klien', 'klien']],
  },
}

const expected = (keadaan: Keadaan, state: ClientState, selfService: boolean, isTester: boolean): Outcome =>
  keadaan === 'aktif' || keadaan === 'terbatas'
    ? table[keadaan][state][selfService ? 1 : 0][isTester ? 1 : 0]
    : 'keadaan'

const BOTH = [false, true]

for (const keadaan of KEADAAN) {
  for (const state of STATES) {
    test(`${keadaan} at a client that is ${state}`, (t) => {
      for (const layanan_mandiri of BOTH) for (const penguji_semua of BOTH) for (const isTester of BOTH) {
        for (const tahan of BOTH) {
          const entry = mayEnter({ ...PERSON, keadaan, tahan, unitChain: [{ id: 'seksi' }, { id: 'opd' }] }, {
            ...DOOR, state, layanan_mandiri, penguji_semua, penguji: isTester ? ['p'] : ['q'],
          })
          const outcome = expected(keadaan, state, layanan_mandiri, isTester || penguji_semua)
          t.is(entry.ok ? 'ok' : entry.alasan, outcome, JSON.stringify({ layanan_mandiri, penguji_semua, isTester }))
        }
      }
    })
  }
}

for (const [where, unitChain, opd, entry] of [
  ['in the OPD itself', [{ id: 'opd' }], { id: 'opd' }, 'ok'],
  ['in a unit below it', [{ id: 'balai' }, { id: 'opd' }, { id: 'provinsi' }], { id: 'opd' }, 'ok'],
  ['in another OPD by now', [{ id: 'lain' }, { id: 'provinsi' }], { id: 'opd' }, 'penguji'],
  ['in no unit', [], { id: 'opd' }, 'penguji'],
  ['at an application without an OPD', [{ id: 'opd' }], null, 'penguji'],
] as const) {
  test(`a named tester ${where}: ${entry}`, (t) => {
    const verdict = mayEnter({ ...PERSON, unitChain }, { ...DOOR, state: 'uji', penguji: ['p'], opd })
    t.is(verdict.ok ? 'ok' : verdict.alasan, entry)
  })
}

const NOBODY = { jenis: 'tertentu', unit: [], jabatan: [], eselon: [], orang: ['lain'] } as const
const ME = { ...NOBODY, orang: ['p'] }

/** How rule, pilot group and trial go together: what is decided first. */
const together: [title: string, door: Partial<Door>, outcome: Outcome][] = [
  ['the rule lets in', { aturan_masuk: ME }, 'ok'],
  ['the rule keeps out', { aturan_masuk: NOBODY }, 'aturan'],
  ['the rule keeps out a member of the pilot group', { aturan_masuk: NOBODY, pilot: ['p'] }, 'aturan'],
  ['the rule lets in a member of the pilot group', { aturan_masuk: ME, pilot: ['p'] }, 'ok'],
  ['the rule lets in, the pilot group is of others', { aturan_masuk: ME, pilot: ['q'] }, 'pilot'],
  ['the pilot group is empty', { pilot: [] }, 'pilot'],
  ['a named tester on trial enters whatever the rule says', { state: 'uji', penguji: ['p'], aturan_masuk: NOBODY, pilot: [] }, 'ok'],
  ['a trial is no pilot', { state: 'uji', penguji: ['q'], aturan_masuk: ME, pilot: ['p'] }, 'penguji'],
  ['where everybody is a tester the rule decides', { state: 'uji', penguji_semua: true, aturan_masuk: NOBODY }, 'aturan'],
  ['where everybody is a tester there is no pilot', { state: 'uji', penguji_semua: true, aturan_masuk: ME, pilot: [] }, 'ok'],
  ['a tester of the trial is like anybody once it is approved', { penguji: ['p'], aturan_masuk: NOBODY }, 'aturan'],
  ['a suspended one is closed before anything else', { state: 'tangguh', aturan_masuk: NOBODY, pilot: [] }, 'klien'],
]

for (const [title, door, outcome] of together) {
  test(`entry: ${title}: ${outcome}`, (t) => {
    const verdict = mayEnter({ ...PERSON, unitChain: [{ id: 'opd' }] }, { ...DOOR, ...door })
    t.is(verdict.ok ? 'ok' : verdict.alasan, outcome)
  })
}

for (const [title, more, ok] of [
  ['an application that was never entered', { had: [] }, false],
  ['one that was entered', { had: ['sub'] }, true],
  ['one of the province that asks for more: no consent, what was approved', { had: ['sub'], wanted: ['nip'] }, true],
  ['one that asks to agree to what it has had', { had: ['sub', 'nip'], asksConsent: true, wanted: ['nip'] }, true],
  ['one that asks to agree to more', { had: ['sub'], asksConsent: true, wanted: ['nip'] }, false],
  ['one that asks for access without the person', { had: ['sub'], asksConsent: true, wantsOffline: true }, false],
] as [string, { had: string[]; asksConsent?: boolean; wanted?: string[]; wantsOffline?: boolean }, boolean][]) {
  test(`held, at ${title}: ${ok ? 'may' : 'may not'} enter`, (t) => {
    const entry = mayGetMore({ asksConsent: false, wanted: [], wantsOffline: false, ...more, had: new Set(more.had) })
    t.deepEqual(entry, ok ? { ok: true } : { ok: false, alasan: 'tahan' })
  })
}
