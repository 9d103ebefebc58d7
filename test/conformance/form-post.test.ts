import test from 'ava'
import { fileScope } from '../helpers/scope.ts'
import { CORE_MODULES } from './core/index.ts'
import { type Op, openOp } from './suite/op.ts'
import { declarePlan } from './suite/run.ts'

// Form Post: the modules of Basic, answers come by form.

const file = fileScope(test)
let op: Op

test.before(async () => { op = await openOp(file, 'form_post') })

declarePlan(test, 'oidcc-formpost-basic-certification-test-plan', CORE_MODULES, () => op)
