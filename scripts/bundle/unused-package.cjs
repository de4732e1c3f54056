// Takes the place of packages that a function loads but never calls; see scripts/package.mjs.
module.exports = {};
