import test from 'ava'
import { assertionMistake, futureMistake, type ProofClaims, requestObjectMistake } from '../../src/oidc/proof.rules.ts'

const NOW = 1_800_000_000
const ISSUER = 'https://login.example'

const times: [claims: ProofClaims, wrong: boolean][] = [
  [{}, false], [{ iat: NOW }, false], [{ iat: NOW + 60, nbf: NOW + 60 }, false], [{ iat: NOW + 61 }, true],
  [{ nbf: NOW + 61 }, true], [{ iat: 'besok' }, false], [{ iat: NOW - 1_000_000 }, false],
]
for (const [claims, wrong] of times) {
  test(`dated in the future, ${JSON.stringify(claims)}: ${wrong}`, (t) => {
    t.is(futureMistake(claims, NOW) !== undefined, wrong)
  })
}

const good = { aud: ISSUER, jti: 'a', exp: NOW + 60, iat: NOW }
const assertions: [title: string, change: ProofClaims, issuer: string | undefined, wrong: boolean][] = [
  ['ordinary', {}, undefined, false],
  ['FAPI, issuer as text', {}, ISSUER, false],
  ['FAPI, issuer in a list', { aud: [ISSUER] }, ISSUER, true],
  ['FAPI, token endpoint', { aud: `${ISSUER}/oidc/token` }, ISSUER, true],
  ['another audience is the library\'s question', { aud: `${ISSUER}/oidc/token` }, undefined, false],
  ['an hour', { exp: NOW + 3600 }, undefined, false],
  ['more than an hour', { exp: NOW + 3601 }, undefined, true],
  ['for ever', { exp: Number.MAX_VALUE }, undefined, true],
  ['no jti', { jti: undefined }, undefined, true],
  ['a jti that is a number', { jti: 7 }, undefined, true],
  ['the longest jti', { jti: 'j'.repeat(255) }, undefined, false],
  ['a longer jti', { jti: 'j'.repeat(256) }, undefined, true],
  ['dated in the future', { iat: NOW + 61 }, undefined, true],
]
for (const [title, change, issuer, wrong] of assertions) {
  test(`assertion: ${title}`, (t) => t.is(assertionMistake({ ...good, ...change }, issuer, NOW) !== undefined, wrong))
}

const asked = { aud: ISSUER, exp: NOW + 60, nbf: NOW }
const objects: [title: string, claims: ProofClaims, isFapi: boolean, wrong: boolean][] = [
  ['with nothing', {}, false, false],
  ['with nothing, FAPI', {}, true, true],
  ['whole, FAPI', asked, true, false],
  ['without aud, FAPI', { ...asked, aud: undefined }, true, true],
  ['without exp, FAPI', { ...asked, exp: undefined }, true, true],
  ['without nbf, FAPI', { ...asked, nbf: undefined }, true, true],
  ['an hour long, FAPI', { ...asked, exp: NOW + 3600 }, true, false],
  ['longer than an hour, FAPI', { ...asked, exp: NOW + 3601 }, true, true],
  ['over before it begins, FAPI', { ...asked, exp: NOW - 1 }, true, true],
  ['with times that are no numbers, FAPI', { ...asked, exp: 'x' }, true, true],
  ['dated in the future', { iat: NOW + 61 }, false, true],
]
for (const [title, claims, isFapi, wrong] of objects) {
  test(`request object: ${title}`, (t) => t.is(requestObjectMistake(claims, isFapi, NOW) !== undefined, wrong))
}
