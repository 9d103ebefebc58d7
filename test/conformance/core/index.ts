import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'
import { claims } from './claims.ts'
import { codes } from './codes.ts'
import { parameters } from './parameters.ts'
import { requestObjects } from './request-objects.ts'
import { responses } from './responses.ts'
import { sessions } from './sessions.ts'

/** The modules of the plans Basic and Form Post Basic, which differ in the response mode alone. */
export const CORE_MODULES: Readonly<Record<string, Module<Op>>> = {
  ...responses, ...claims, ...parameters, ...sessions, ...codes, ...requestObjects,
}
