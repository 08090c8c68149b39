import type { Options } from 'tsup'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** Leaves packages out of a bundle: they are read from files of their own, when something that is loaded on demand asks for them. */
export function apart(packages: readonly string[]): Plugin {
  return {
    name: 'apart',
    setup(build) {
      build.onResolve({ filter: /^[a-z]/ }, ({ path, kind }) =>
        packages.includes(path) && kind !== 'entry-point'
          ? { path: `./vendor/${path}.cjs`, external: true }
          : undefined,
      )
    },
  }
}
