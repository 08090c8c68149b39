import { defineRule, noOptions } from '../define-rule.js'

/** A rule in name, so that it can be configured and has a page; what it says comes from `lint`, which sees all findings. */
export const suppression = defineRule({
  id: 'suppression',
  severity: 'warning',
  category: 'archive',
  summary: 'A suppression in the configuration has expired or matches nothing',
  options: noOptions,
  needs: [],
  async *check() {},
})
