/** The agent of the demo PABX. Nothing here is secret: it is only valid for the demo. */
export const demoProfile = {
  agent: 'DEV',
  branch: '2000',
  companyId: '894343d2-3f02-4c02-909b-a0bfa57c0a93',
  queues: ['FILA_SUPORTE', 'FILA_VENDAS'],
  key: 'e45c53c6-049f-474d-896a-8e891ec57473',
} as const
