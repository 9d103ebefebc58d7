import test from 'ava'
import { type House, openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'
import { declareRows, type Row } from './rows/row.ts'
import { deliveries } from './rows/deliveries.ts'
import { held } from './rows/held.ts'
import { losses } from './rows/losses.ts'
import { people } from './rows/people.ts'
import { requests } from './rows/requests.ts'
import { secrets } from './rows/secrets.ts'
import { sessions } from './rows/sessions.ts'
import { settings } from './rows/settings.ts'
import { singleUse } from './rows/single-use.ts'
import { BELOW, TRIED } from './rows/table.ts'

// What was tried on the bare library, row by row: an upgrade that changes one is seen here.

const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

const ROWS = { ...singleUse, ...sessions, ...requests, ...people, ...deliveries, ...secrets, ...losses }
declareRows(test, BELOW, { ...settings, ...held }, () => house)
declareRows(test, TRIED, ROWS, () => house)

test.serial('a row that nobody tests, or a test of no row, stops the file', (t) => {
  const [cell = '', one] = Object.entries(singleUse)[0] ?? []
  t.throws(() => { declareRows(test, [cell], {}, () => house) }, { message: `nobody tests the row ${cell}` })
  t.throws(() => { declareRows(test, [], { [cell]: one as Row }, () => house) }, { message: `the table has no ${cell}` })
})
