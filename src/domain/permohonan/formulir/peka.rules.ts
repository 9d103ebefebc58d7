import { widensRule } from '../../clients/masuk/aturan.rules.ts'
import type { Isian } from './isian.schema.ts'

/** What a change of an approved application touches that was decided on: names of fields of the form. */
export type BidangPeka =
  | 'subdomain' | 'jenisKlien' | 'kredensial' | 'uri.redirect' | 'uri.logout' | 'uri.backchannel' | 'elemen' | 'aturanMasuk'
  | 'acrMinimum'

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  same([...one].toSorted(), [...other].toSorted())

/** From the least; less than before is a decision. */
const STRENGTH: readonly Isian['acrMinimum'][] = ['sandi', 'mfa', 'tahan-phishing']

/** A scope less is no harm, and its purpose is what its owner agreed to. */
function elementsGrew(before: Isian, after: Isian): boolean {
  return after.elemen.some(({ klaim, tujuan }) => !before.elemen.some((had) => had.klaim === klaim && had.tujuan === tujuan))
}

const CHECKS: Readonly<Record<BidangPeka, (before: Isian, after: Isian) => boolean>> = {
  'subdomain': (before, after) => before.subdomain !== after.subdomain,
  'jenisKlien': (before, after) => before.jenisKlien !== after.jenisKlien,
  'kredensial': (before, after) => before.kredensial !== after.kredensial || before.jwksUri !== after.jwksUri
    || !same(before.jwks, after.jwks),
  'uri.redirect': (before, after) => !sameSet(before.uri.redirect, after.uri.redirect),
  'uri.logout': (before, after) => !sameSet(before.uri.logout, after.uri.logout),
  'uri.backchannel': (before, after) => before.uri.backchannel !== after.uri.backchannel,
  'elemen': elementsGrew,
  'aturanMasuk': (before, after) => widensRule(before.aturanMasuk, after.aturanMasuk, { opd: '' }),
  'acrMinimum': (before, after) => STRENGTH.indexOf(after.acrMinimum) < STRENGTH.indexOf(before.acrMinimum),
}

/**
 * What the short procedure has to decide on anew: host, URIs, kind, how it proves itself, scopes and their purposes, an
 * entry rule that may let in more, less assurance. Name, description, contacts, home page, trial addresses and the names
 * of roles are harmless.
 * @returns sensitive fields that differ, in a fixed order; empty where a change is harmless
 */
export function sensitiveChanges(before: Isian, after: Isian): BidangPeka[] {
  return (Object.keys(CHECKS) as BidangPeka[]).filter((field) => CHECKS[field](before, after))
}
