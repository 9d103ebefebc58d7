/** What any program needs, and no more: keys and database addresses of the service are none of the demo's business. */
const HANDED_ON = /^(PATH|HOME|TZ|SystemRoot|(NODE|DEMO)_.*)$/i

/**
 * @param env of the service
 * @param own what the demo application is told beyond that; it wins
 * @returns the environment of the demo application's process
 */
export function demoEnvironment(env: NodeJS.ProcessEnv, own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => HANDED_ON.test(name))), ...own }
}
