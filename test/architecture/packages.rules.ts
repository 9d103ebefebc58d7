import type { Source } from './source.ts'

export interface Manifest {
  readonly dependencies?: { readonly [name: string]: string }
  readonly devDependencies?: { readonly [name: string]: string }
}

const typesOf = (name: string): string => name.replace('@types/', '').replace('__', '/')

/** Packages named nowhere, and imports of packages that package.json does not bring (or brings for tests alone). */
export function wrongPackages(sources: readonly Source[], { dependencies = {}, devDependencies = {} }: Manifest): string[] {
  const all = sources.map(({ text }) => text).join('\n')
  // A name in quotes also counts: commands and files of packages are found by name.
  const isNamed = (name: string): boolean => new RegExp(`['"]${name.replaceAll(/[/.]/g, '\\$&')}(/[^'"]*)?['"]`).test(all)
  const isUsed = (name: string): boolean =>
    name === '@types/node' || (name.startsWith('@types/') ? isNamed(typesOf(name)) : isNamed(name))
  const unused = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !isUsed(name))
  const unlisted = sources.flatMap(({ path, imports }) => imports
    .filter(({ package: name }) => name !== undefined && !name.startsWith('node:'))
    .filter(({ package: name = '', typeOnly }) => {
      const shipped = name in dependencies
      const present = shipped || name in devDependencies || `@types/${name}` in devDependencies
      return /^(src|migrations|bin)\//.test(path) ? !shipped && !(typeOnly && present) : !present
    })
    .map(({ package: name }) => `${path}: ${name} is not among the packages it may import`))
  return [...unused.map((name) => `package.json: ${name} is used nowhere`), ...unlisted]
}
