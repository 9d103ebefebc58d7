import { ROLES } from '../../src/domain/accounts/role.rules.ts'
import { type CookieJar, cookieJar, locationOf } from './cookie-jar.ts'
import type { House } from './house.ts'
import { hiddenFields, typePassword } from './journey.ts'
import { type Credentials, demoPerson } from './people.ts'

/** A browser in which somebody with product roles is signed in and looks at a staff page. */
export interface Desk {
  readonly jar: CookieJar
  readonly person: Credentials
  /** Token of the forms of this session. */
  readonly csrf: string
  /** The page as it came. */
  readonly html: string
}

/** Gives somebody of the demo table every product role there is; those bound to an OPD at Dinas Pendidikan. */
export async function everyRole({ db }: Pick<House, 'db'>): Promise<Credentials> {
  const person = await demoPerson(db.app, 'Admin layanan')
  await db.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, given_by)
           SELECT n.pegawai_id, r.role, CASE WHEN r.bound THEN (SELECT id FROM unit_kerja WHERE slug = 'dindikbud') END,
             '2026-01-01', 'uji'
           FROM pegawai_nip n, unnest($2::text[], $3::boolean[]) AS r (role, bound)
           WHERE n.nip = $1 AND n.valid_to IS NULL
           ON CONFLICT DO NOTHING`,
    values: [person.nip, Object.keys(ROLES), Object.values(ROLES).map(({ opd }) => opd === 'always')],
  })
  // A seat is no role to be given: those who sit in the Diskominfo's let him act for them.
  await db.owner.query({
    text: `INSERT INTO kursi_delegasi (kursi_id, dari, kepada, unit_id, mulai, selesai, dasar, dibuat_at)
           SELECT k.id, h.pegawai_id, n.pegawai_id, u.id, '2026-01-01', '2099-12-31', 'uji', now()
           FROM pemegang_kursi(CURRENT_DATE) h JOIN kursi k ON k.id = h.kursi_id JOIN unit_kerja u ON u.slug = 'diskominfo',
             pegawai_nip n
           WHERE n.nip = $1 AND n.valid_to IS NULL AND h.cara = 'definitif' AND h.pegawai_id <> n.pegawai_id
             AND unit_pada(k.unit_id, CURRENT_DATE) <> (SELECT id FROM unit_kerja WHERE slug = 'dindikbud')
             AND NOT EXISTS (SELECT FROM kursi_delegasi d WHERE d.kursi_id = k.id AND d.kepada = n.pegawai_id)`,
    values: [person.nip],
  })
  return person
}

/**
 * Signs in at a staff door, as a person does: the door asks who is there.
 * @param person everybody's roles in one (`everyRole`) unless given
 */
export async function openDesk(house: House, { path = '/bkd', person }: { path?: string; person?: Credentials } = {}): Promise<Desk> {
  const who = person ?? await everyRole(house)
  const jar = cookieJar()
  const answer = await typePassword(jar, `${house.issuer}${path}`, who)
  const page = await jar.follow(locationOf(answer))
  const html = await page.text()
  return { jar, person: who, csrf: hiddenFields(html)['csrf'] ?? '', html }
}
