import test from 'ava'
import { type House, openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'
import { declareRows } from './rows/row.ts'
import { deliveries } from './rows/deliveries.ts'
import { losses } from './rows/losses.ts'
import { people } from './rows/people.ts'
import { requests } from './rows/requests.ts'
import { secrets } from './rows/secrets.ts'
import { sessions } from './rows/sessions.ts'
import { singleUse } from './rows/single-use.ts'
import { TRIED } from './rows/table.ts'

// What was tried on the bare library, row by row: an upgrade that changes one is seen here.

const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

const ROWS = { ...singleUse, ...sessions, ...requests, ...people, ...deliveries, ...secrets, ...losses }
declareRows(test, TRIED, ROWS, () => house)
