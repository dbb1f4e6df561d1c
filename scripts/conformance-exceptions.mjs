/**
 * Why a check of the conformance suite cannot apply to this server. A failed check is excused only where its scenario
 * and its message are of the kind that the exception names; an exception that excuses nothing is an error.
 */
export const EXCEPTIONS = [
  {
    name: 'test fixtures',
    reason:
      "the scenario calls a tool, a prompt or a resource that only the suite's own test server has, such as `test_simple_text`",
    scenarios: /^(?!tasks-)/,
    message:
      /There is no (tool|prompt) "test_|Resource not found: test:\/\/|Not testable: server does not list the diagnostic tool 'test_|json_schema_2020_12_tool' not found|^Expected InputRequiredResult|^Prerequisite failed: could not get initial InputRequiredResult/,
  },
  {
    name: 'no completion',
    reason:
      'the server completes no arguments of prompts or resources, and does not declare that it does: the capability is optional',
    scenarios: /^completion-complete$/,
    message: /Method not found/,
  },
  {
    name: 'no log messages',
    reason:
      'the server sends no log to clients, and does not declare that it does: its log stays on its machine. The revision 2026-07-28 deprecates the capability',
    scenarios: /^(logging-set-level|tools-call-with-logging)$/,
    message: /Method not found/,
  },
  {
    name: 'no subscriptions',
    reason:
      'resources cannot be subscribed to, and the server does not declare it: the capability is optional',
    scenarios: /^resources-(un)?subscribe$/,
    message: /Method not found/,
  },
  {
    name: 'no header parameters',
    reason: 'no tool has a parameter that is sent as a header: the annotation is optional',
    scenarios: /^http-custom-header-server-validation$/,
    message: /^Not testable: server exposes no tool with x-mcp-header/,
  },
  {
    name: 'no tasks',
    reason: 'the extension for tasks is not offered: every call ends within 20 seconds',
    scenarios: /^tasks-/,
    message: /./,
  },
];
