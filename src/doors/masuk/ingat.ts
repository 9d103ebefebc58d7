import type { Context } from 'koa'
import { dayInWib } from '../../kernel/lib/clock.ts'
import { whileAccountIsOpen, whilePasswordStands } from '../../domain/accounts/login.service.ts'
import { lastSeenOf } from '../../domain/accounts/throttle/known-browser.rules.ts'
import { type DeviceDependencies, recordDevice } from '../../domain/mfa/perangkat/kenali.service.ts'
import { mayTrustOn } from '../../domain/mfa/perangkat/perangkat.rules.ts'
import type { JourneyFacts, JourneyState } from './journey.rules.ts'
import { mayTrust } from './percaya.rules.ts'
import type { Devices } from './perangkat.ts'

/**
 * Remembers in what browser a sign-in ends, in the browser and in the person's devices. On a computer that others use
 * nothing is left behind, nor is anybody suggested any more who used it before.
 */
export async function keepDevice(
  dependencies: DeviceDependencies & { readonly devices: Devices }, ctx: Context, state: JourneyState,
  { person, ...facts }: JourneyFacts,
): Promise<void> {
  const { devices, clock } = dependencies
  if (state.bersama) return devices.forgetSuggestion(ctx)
  if (!person) throw new Error('a journey ended without a person')
  const before = devices.of(ctx)
  const seen = before && lastSeenOf(before, person.id)
  const percaya = state.percaya && mayTrustOn(state.bukti) && mayTrust(state, facts)
  // Whoever replaces the password or freezes the account at this moment ends the trust, or there is none.
  if (percaya && state.sandi !== undefined) whilePasswordStands({ sub: person.id, sandi: state.sandi })
  else if (percaya) whileAccountIsOpen(person.id)
  await recordDevice(dependencies, {
    person, browser: devices.remember(ctx, person.id), percaya,
    hariIni: seen !== undefined && dayInWib(new Date(seen * 1000)) === clock.today(),
  })
}
