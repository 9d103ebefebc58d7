import test from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { isStaff, rolesOf } from '../../src/doors/requirement.rules.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { opdClient, someSecret } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { filedPermohonan, openVisit } from '../helpers/permohonan.ts'
import { NOBODY, pathOf } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'

// Every row about one thing of an OPD, asked for by whoever may open it for his own OPD: another OPD's is not there.

const file = fileScope(test)
let house: House

/** Of whom a role is an OPD's: what others have is none of his business. */
const BOUND = ['pengembang', 'admin-opd', 'kepala-opd'] as const
type Bound = typeof BOUND[number]

/** Rows that name something of an OPD in their address. */
const ROWS = Object.entries(AUTHORIZATION).flatMap(([key, requirement]) => {
  const [method = '', pattern = ''] = key.split(' ')
  const isOfOpd = pattern.includes('/:klien') || /^\/(pengembang\/permohonan|disposisi|permohonan)\/:id/.test(pattern)
  return isOfOpd && isStaff(requirement) ? [{ key, method, pattern, roles: rolesOf(requirement) }] : []
})

/** What stands in the addresses: ids of one client and one application, by the parameter's name. */
type Things = Readonly<Record<'klien' | 'permohonan' | 'langkah' | 'rahasia', string>>
let own: Things
let other: Things

/** Gives everything of Dinas Pendidikan's application to another OPD. */
async function giveAway(things: Things): Promise<void> {
  const unit = `(SELECT id FROM unit_kerja WHERE slug = 'dinkes')`
  for (const [text, id] of [
    [`UPDATE aplikasi SET unit_id = ${unit} WHERE id = (SELECT aplikasi_id FROM client WHERE client_id = $1)`, things.klien],
    [`UPDATE permohonan SET unit_id = ${unit} WHERE id = $1`, things.permohonan],
    [`UPDATE permohonan_langkah SET unit_id = ${unit} WHERE permohonan_id = $1 AND unit_id IS NOT NULL`, things.permohonan],
  ] as const) await house.db.owner.query({ text, values: [id] })
}

async function makeThings(): Promise<Things> {
  const [klien, permohonan] = [await opdClient(house.db), await filedPermohonan(house)]
  return {
    klien, permohonan, langkah: await openVisit(house, permohonan, 'persetujuan-opd'), rahasia: await someSecret(house.db, klien),
  }
}

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  other = await makeThings()
  await giveAway(other)
  own = await makeThings()
  await house.heard()
})

/** The address of a row about these things; what it names besides them is nothing's. */
function addressOf(pattern: string, { klien, permohonan, langkah, rahasia }: Things): string {
  return pathOf(pattern, { klien, langkah, id: pattern.includes('/:klien') ? rahasia : permohonan, lembar: 'formulir' })
}

async function statusAt({ jar, csrf }: Desk, method: string, path: string): Promise<number> {
  const answer = method === 'POST' ? await post(jar, house.issuer + path, { csrf })
    : await jar.fetch(house.issuer + path, { headers: { accept: 'text/html' } })
  await answer.arrayBuffer()
  return answer.status
}

const rowsOf = (role: Bound) => ROWS.filter(({ roles }) => roles.some((one) => one === role))

for (const role of BOUND) {
  test(`to somebody who is ${role} of one OPD, nothing of another one is there`, async (t) => {
    const desk = await openDesk(house, { path: role === 'kepala-opd' ? '/disposisi' : '/pengembang/klien', person: await demoPerson(house.db.app, role) })
    t.true(rowsOf(role).length > 3)
    for (const { key, method, pattern } of rowsOf(role)) {
      const status = await statusAt(desk, method, addressOf(pattern, other))
      // A form that is none is refused before anybody is asked whose it is: then as for what is not there at all.
      t.is(status, method === 'GET' ? 404 : await statusAt(desk, method, pathOf(pattern)), key)
      t.true([400, 404].includes(status), key)
      // The same address with his own OPD's is there, unless it names one thing more; a decision wants to know what was read.
      const isWhole = !addressOf(pattern, own).includes(NOBODY) && (!/:klien.*:id/.test(pattern) || pattern.includes('/rahasia/'))
      if (method === 'GET' && isWhole) t.true([200, 303, 409].includes(await statusAt(desk, method, addressOf(pattern, own))), key)
    }
  })
}
