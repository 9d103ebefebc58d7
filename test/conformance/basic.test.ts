import test from 'ava'
import { fileScope } from '../helpers/scope.ts'
import { CORE_MODULES } from './core/index.ts'
import { type Op, openOp } from './suite/op.ts'
import { declarePlan } from './suite/run.ts'

// Basic: answers come in the query.

const file = fileScope(test)
let op: Op

test.before(async () => { op = await openOp(file, 'default') })

declarePlan(test, 'oidcc-basic-certification-test-plan', CORE_MODULES, () => op)
