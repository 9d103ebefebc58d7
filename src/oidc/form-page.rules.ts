/** The library's page that sends a form on by itself (lib/response_modes/form_post.js), taken to pieces. */
export interface FormPage {
  /** Its script, to the letter: the policy of the page names its hash. */
  readonly script: string
  /** Where the form goes; escaped as an attribute. */
  readonly action: string
  /** Hidden inputs as HTML, values escaped. */
  readonly inputs: string
}

const PAGE = /^<!DOCTYPE html>[\s\S]*?<script>([\s\S]*?)<\/script>[\s\S]*?<form method="post" action="([^"]*)">([\s\S]*?)<noscript>/

/** @returns the parts of such a page, undefined for any other body */
export function readFormPage(body: unknown): FormPage | undefined {
  const [, script, action, inputs] = typeof body === 'string' ? PAGE.exec(body) ?? [] : []
  if (script === undefined || action === undefined || inputs === undefined) return undefined
  return { script, action, inputs: inputs.trim() }
}
