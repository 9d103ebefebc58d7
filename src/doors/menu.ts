import type { RoleToday } from '../domain/pegawai/person.ts'
import { AUTHORIZATION } from './authorization.ts'
import { isStaff, rolesOf } from './requirement.rules.ts'

interface Item {
  readonly judul: string
  readonly href: string
}

/**
 * The left menu of the staff doors, by task. A page stands here when people go to it by themselves; whoever may not open
 * it by the authorization table does not see it.
 */
const MENU: readonly { readonly judul: string; readonly butir: readonly Item[] }[] = [
  { judul: 'Data kepegawaian', butir: [
    { judul: 'Ikhtisar', href: '/bkd' },
    { judul: 'Proses penyelarasan', href: '/bkd/run' },
    { judul: 'Peristiwa kiriman', href: '/bkd/peristiwa' },
    { judul: 'Unggah paket', href: '/bkd/unggah' },
    { judul: 'Cari pegawai', href: '/bkd/pegawai' },
    { judul: 'Akhir masa kerja', href: '/bkd/kalender' },
    { judul: 'Kontak yang menunggu', href: '/bkd/kontak' },
    { judul: 'Laporan data salah', href: '/bkd/koreksi' },
  ] },
  { judul: 'Unit dan mutu data', butir: [
    { judul: 'Mutu data', href: '/bkd/mutu' },
    { judul: 'Pemetaan', href: '/bkd/pemetaan' },
    { judul: 'Unit kerja', href: '/bkd/unit' },
    { judul: 'Tinjauan', href: '/bkd/tinjauan' },
  ] },
  { judul: 'Bantuan masuk', butir: [
    { judul: 'Kemajuan aktivasi', href: '/pembantu' },
    { judul: 'Gelombang ajakan', href: '/pembantu/gelombang' },
    { judul: 'Rekan yang dibantu', href: '/pembantu/orang' },
    { judul: 'Permintaan bantuan', href: '/pembantu/permintaan' },
    { judul: 'Kartu Anda', href: '/pembantu/kartu' },
  ] },
  { judul: 'Keamanan', butir: [
    { judul: 'Kebijakan masuk', href: '/keamanan/kebijakan' },
  ] },
  { judul: 'Disposisi', butir: [
    { judul: 'Permohonan', href: '/disposisi' },
    { judul: 'Delegasi', href: '/disposisi/delegasi' },
  ] },
  { judul: 'Administrasi', butir: [
    { judul: 'Peran', href: '/admin/peran' },
    { judul: 'Kursi', href: '/admin/kursi' },
    { judul: 'OPD dan pemilik data', href: '/admin/unit' },
    { judul: 'Hari libur', href: '/admin/kalender' },
  ] },
  { judul: 'Aplikasi', butir: [
    { judul: 'Inventaris', href: '/inventaris' },
  ] },
  { judul: 'Klien OPD', butir: [
    { judul: 'Permohonan', href: '/pengembang' },
    { judul: 'Klien', href: '/pengembang/klien' },
    { judul: 'Peran aplikasi', href: '/pengembang/peran' },
  ] },
  { judul: 'Dicatat dengan tangan', butir: [
    { judul: 'Penugasan', href: '/bkd/penugasan' },
    { judul: 'Orang tanpa NIP', href: '/bkd/tanpa-nip' },
  ] },
]

/** A group of the menu as the layout shows it; `kini` is the value of aria-current where the visitor is. */
export interface MenuGroup {
  readonly judul: string
  readonly butir: readonly (Item & { readonly kini?: 'page' | 'true' })[]
}

/** @returns whether somebody with these roles may open a page; `href` as the authorization table writes it */
export function mayOpen(href: string, roles: readonly RoleToday[]): boolean {
  const requirement = AUTHORIZATION[`GET ${href}`]
  return isStaff(requirement) && rolesOf(requirement).some((wanted) => roles.some(({ role }) => role === wanted))
}

/** The item under which a path lies: the longest that it begins with. */
function itemOf(path: string): string | undefined {
  return MENU.flatMap(({ butir }) => butir.map(({ href }) => href))
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((one, other) => other.length - one.length)[0]
}

/**
 * @param roles of the visitor, those in force
 * @param path of the page he looks at
 * @returns what he may open, without empty groups
 */
export function menuFor(roles: readonly RoleToday[], path: string): MenuGroup[] {
  const here = itemOf(path)
  return MENU.map(({ judul, butir }) => ({
    judul,
    butir: butir.filter(({ href }) => mayOpen(href, roles)).map((item) => ({
      ...item, ...(item.href === here && { kini: item.href === path ? 'page' as const : 'true' as const }),
    })),
  })).filter(({ butir }) => butir.length > 0)
}

/** @returns where the work of somebody with these roles begins, undefined when there is none */
export function workplaceOf(roles: readonly RoleToday[]): string | undefined {
  return menuFor(roles, '')[0]?.butir[0]?.href
}
