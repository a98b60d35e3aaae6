export default {
  compilerOptions: {
    runes: true,
    discloseVersion: false,
    // The class that keeps a component's styles to itself; no two components share a name.
    cssHash: ({ name }) => name,
  },
};
