/** Name of the form, for the button that stands outside it. */
export const ONWARD_FORM = 'op.onwardForm'

const PAGE = /^<!DOCTYPE html>[\s\S]*?<script>([\s\S]*?)<\/script>[\s\S]*?<form method="post" action="([^"]*)">([\s\S]*?)<noscript>/

/**
 * Takes the form out of the library's page that sends it on by itself (lib/response_modes/form_post.js).
 * @returns the form and its script as HTML, escaped there and the script to the letter, because the policy of the page
 *   names its hash; undefined for any other body
 */
export function readFormPage(body: unknown): string | undefined {
  const [, script, action, inputs] = typeof body === 'string' ? PAGE.exec(body) ?? [] : []
  if (script === undefined || action === undefined || inputs === undefined) return undefined
  return `<form id="${ONWARD_FORM}" method="post" action="${action}">${inputs.trim()}</form><script>${script}</script>`
}
