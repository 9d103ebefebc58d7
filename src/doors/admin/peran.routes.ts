import type { Context } from 'koa'
import { z } from 'zod'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { findCredential } from '../../domain/accounts/account.queries.ts'
import { listRoles, rolesOfPerson } from '../../domain/accounts/peran/daftar.queries.ts'
import { waitingUsulan } from '../../domain/accounts/peran/usulan.queries.ts'
import { proposeRole } from '../../domain/accounts/peran/usulan.service.ts'
import type { ProposalInput, ProposalMistakes } from '../../domain/accounts/peran/usulan.rules.ts'
import { isProductRole, ROLES } from '../../domain/accounts/role.rules.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { maskNomor, normaliseNomor } from '../../domain/pegawai/nomor.rules.ts'
import { findPersonToday } from '../../domain/pegawai/person.queries.ts'
import { isOpdKind, opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { firstOf, pagerOf } from '../kerja.ts'
import { ROLE_WORDS } from '../role-needed.ts'
import type { Route } from '../route.ts'
import { MESSAGES, MISTAKES } from './peran.kata.ts'
import { roleRows, waitingRows } from './peran.rules.ts'
import { type AdminDependencies, choicesOf, deskOf, holds, idOf, livingUnits, sentencesOf } from './petugas.ts'

const ROOT = '/admin/peran'
const ROWS = 25
const LONGEST_NIP = 64
const CRUMBS = [{ judul: 'Peran', href: ROOT }]

const text = z.string().trim().catch('')
const searchForm = z.object({ csrf: text, nip: text })
const proposalForm = z.object({ csrf: text, peran: text, unit: text, sampai: text, alasan: text })

const roleChoices = Object.keys(ROLES).filter(isProductRole).map((nilai) => ({ nilai, teks: ROLE_WORDS[nilai].nama }))

/** Who holds which product role, and proposing one: the number of a person goes by POST, never in an address. */
export function peranRoutes(dependencies: AdminDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'POST', path: ROOT, handle: (ctx) => search(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/orang/:orang`, handle: (ctx) => showPerson(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/orang/:orang`, handle: (ctx) => propose(dependencies, ctx) },
  ]
}

async function opdChoices(dependencies: AdminDependencies, kosong: string) {
  return choicesOf((await livingUnits(dependencies)).filter(({ jenis }) => isOpdKind(jenis)), kosong)
}

async function list(dependencies: AdminDependencies, ctx: Context, failed?: { nip: string; galat: string }): Promise<void> {
  const { staff, database, clock } = dependencies
  const [peran, unit] = [firstOf(ctx.query['peran']), firstOf(ctx.query['opd'])]
  const pilihanOpd = await opdChoices(dependencies, 'Semua OPD')
  const saringan = {
    peran: isProductRole(peran) ? peran : '', unit: pilihanOpd.some(({ nilai }) => nilai === unit) ? unit : '',
  }
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], ROWS)
  const today = clock.today()
  const [page, waiting] = await Promise.all([listRoles(database, saringan, window, today), waitingUsulan(database)])
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/peran.njk', {
    judul: waiting.length === 0 ? 'Siapa memegang peran apa' : `${waiting.length} usulan peran menunggu orang kedua`,
    baris: roleRows(page.rows, today, { withPerson: true, mayEnd: holds(ctx, 'admin', 'keamanan') }), halaman: pagerOf(ctx, page),
    menunggu: waitingRows(waiting), saringan, pilihanPeran: [{ nilai: '', teks: 'Semua peran' }, ...roleChoices], pilihanOpd,
    bolehUsul: holds(ctx, 'admin'), nilai: failed?.nip, galat: failed ? { nip: failed.galat } : {}, kabar: MESSAGES[firstOf(ctx.query['pesan'])],
  })
}

async function search(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const form = await readForm(ctx, searchForm)
  staff.check(ctx, form.csrf)
  const nip = form.nip.slice(0, LONGEST_NIP)
  if (nip === '') return list(dependencies, ctx, { nip, galat: 'Isi NIP orang yang akan diberi peran.' })
  const found = await findCredential(database, normaliseNomor(nip))
  if (!found) return list(dependencies, ctx, { nip, galat: 'Tidak ada orang dengan NIP ini. Periksa angkanya.' })
  staff.done(ctx, `${ROOT}/orang/${found.pegawai_id}`)
}

async function showPerson(
  dependencies: AdminDependencies, ctx: Context, failed?: { values: ProposalInput; galat: ProposalMistakes },
): Promise<void> {
  const { staff, database, clock } = dependencies
  const today = clock.today()
  const person = await findPersonToday(database, idOf(ctx, 'orang'), today)
  if (!person) throw notFound('no such person')
  const roles = await rolesOfPerson(database, person.id, today)
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/peran-orang.njk', {
    judul: `Peran ${namaLengkap(person)}`, remah: CRUMBS, action: `${ROOT}/orang/${person.id}`,
    rincian: [
      ['Nomor', maskNomor(person.nomor)], ['Jabatan', person.jabatan?.nama ?? '–'], ['OPD', opdOf(person.unitChain)?.nama ?? '–'],
      ['Akun', person.frozen ? 'Dibekukan' : person.activated ? 'Aktif' : 'Belum diaktifkan'],
      ['Langkah kedua', person.faktor.length > 0 ? 'Ada' : 'Belum ada: diminta saat masuk berikutnya'],
    ],
    baris: roleRows(roles, today, { withPerson: false, mayEnd: holds(ctx, 'admin', 'keamanan') }),
    kursi: person.roles.filter(({ kursi }) => kursi).map(({ role, opd }) => `${role}, ${opd?.nama ?? ''}`),
    pilihanPeran: [{ nilai: '', teks: 'Pilih peran' }, ...roleChoices], pilihanOpd: await opdChoices(dependencies, 'Tidak terikat OPD'),
    bolehUsul: holds(ctx, 'admin'), nilai: failed?.values ?? {}, galat: sentencesOf(failed?.galat ?? {}, MISTAKES),
  })
}

async function propose(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { csrf, ...values } = await readForm(ctx, proposalForm)
  dependencies.staff.check(ctx, csrf)
  const proposed = await proposeRole(deskOf(dependencies, ctx), idOf(ctx, 'orang'), values)
  if (!proposed) throw notFound('no such person')
  if (!proposed.ok) return showPerson(dependencies, ctx, { values, galat: proposed.galat })
  dependencies.staff.done(ctx, `${ROOT}/usulan/${proposed.id}`, proposed.sendiri ? 'sendiri' : 'diusulkan')
}
