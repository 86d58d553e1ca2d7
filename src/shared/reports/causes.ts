import type { Locale } from '../i18n/locale'

/**
 * Hang-up causes of a call (Q.850 and FreeSWITCH's own), in plain words. A cause that is not listed is shown as its
 * code.
 */
const table: Readonly<Record<string, readonly [portuguese: string, english: string, spanish: string]>> = {
  ALLOTTED_TIMEOUT: [
    'Tempo máximo da chamada atingido',
    'Time limit of the call reached',
    'Tiempo máximo de la llamada alcanzado',
  ],
  ATTENDED_TRANSFER: ['Transferida com consulta', 'Transferred after asking', 'Transferida con consulta'],
  BEARERCAPABILITY_NOTAUTH: [
    'Tipo de chamada não autorizado',
    'Kind of call not allowed',
    'Tipo de llamada no autorizado',
  ],
  BEARERCAPABILITY_NOTAVAIL: [
    'Tipo de chamada indisponível',
    'Kind of call not available',
    'Tipo de llamada no disponible',
  ],
  BEARERCAPABILITY_NOTIMPL: [
    'Tipo de chamada não suportado',
    'Kind of call not supported',
    'Tipo de llamada no admitido',
  ],
  BLIND_TRANSFER: ['Transferida', 'Transferred', 'Transferida'],
  CALL_AWARDED_DELIVERED: [
    'Entregue a outro ramal',
    'Delivered to another extension',
    'Entregada a otra extensión',
  ],
  CALL_REJECTED: ['Chamada recusada', 'Call rejected', 'Llamada rechazada'],
  CHANNEL_UNACCEPTABLE: ['Canal não aceito', 'Line not accepted', 'Canal no aceptado'],
  CRASH: ['Falha do sistema', 'System failure', 'Fallo del sistema'],
  DESTINATION_OUT_OF_ORDER: [
    'Destino fora de serviço',
    'Destination out of order',
    'Destino fuera de servicio',
  ],
  EXCHANGE_ROUTING_ERROR: [
    'Erro de encaminhamento na operadora',
    'Routing error at the carrier',
    'Error de encaminamiento en la operadora',
  ],
  FACILITY_NOT_SUBSCRIBED: ['Serviço não contratado', 'Service not subscribed', 'Servicio no contratado'],
  FACILITY_REJECTED: ['Serviço recusado', 'Service refused', 'Servicio rechazado'],
  GATEWAY_DOWN: ['Rota da operadora fora do ar', 'Carrier’s route is down', 'Ruta de la operadora caída'],
  INCOMING_CALL_BARRED: [
    'Destino bloqueado para receber',
    'Destination barred from incoming calls',
    'Destino bloqueado para recibir',
  ],
  INCOMPATIBLE_DESTINATION: ['Destino incompatível', 'Incompatible destination', 'Destino incompatible'],
  INTERWORKING: ['Falha entre operadoras', 'Failure between carriers', 'Fallo entre operadoras'],
  INVALID_GATEWAY: ['Rota desconhecida', 'Unknown route', 'Ruta desconocida'],
  INVALID_NUMBER_FORMAT: [
    'Número incompleto ou inválido',
    'Number incomplete or invalid',
    'Número incompleto o inválido',
  ],
  LOSE_RACE: ['Atendida em outro ramal', 'Answered at another extension', 'Atendida en otra extensión'],
  MANAGER_REQUEST: ['Encerrada pelo sistema', 'Ended by the system', 'Finalizada por el sistema'],
  MANDATORY_IE_MISSING: ['Erro de sinalização', 'Signalling error', 'Error de señalización'],
  MEDIA_TIMEOUT: ['Sem áudio: encerrada', 'No audio: ended', 'Sin audio: finalizada'],
  NETWORK_OUT_OF_ORDER: ['Rede fora de serviço', 'Network out of order', 'Red fuera de servicio'],
  NO_ANSWER: ['Não atende', 'No answer', 'No contesta'],
  NO_ROUTE_DESTINATION: ['Sem rota para o destino', 'No route to the destination', 'Sin ruta al destino'],
  NO_ROUTE_TRANSIT_NET: [
    'Sem rota na rede intermediária',
    'No route through the network',
    'Sin ruta en la red intermedia',
  ],
  NO_USER_RESPONSE: ['Telefone não responde', 'Telephone does not respond', 'El teléfono no responde'],
  NONE: ['Sem motivo', 'No cause', 'Sin motivo'],
  NORMAL_CIRCUIT_CONGESTION: ['Linhas congestionadas', 'Lines congested', 'Líneas congestionadas'],
  NORMAL_CLEARING: ['Encerrada normalmente', 'Ended normally', 'Finalizada normalmente'],
  NORMAL_TEMPORARY_FAILURE: ['Falha temporária', 'Temporary failure', 'Fallo temporal'],
  NORMAL_UNSPECIFIED: [
    'Encerrada, motivo não informado',
    'Ended, cause not given',
    'Finalizada, motivo no informado',
  ],
  NUMBER_CHANGED: ['Número mudou', 'Number has changed', 'El número cambió'],
  ORIGINATOR_CANCEL: [
    'Desistiu antes de atenderem',
    'Given up before the answer',
    'Desistió antes de que contestaran',
  ],
  OUTGOING_CALL_BARRED: [
    'Ramal bloqueado para discar',
    'Extension barred from dialling',
    'Extensión bloqueada para marcar',
  ],
  PICKED_OFF: ['Capturada por outro ramal', 'Picked up by another extension', 'Capturada por otra extensión'],
  PROGRESS_TIMEOUT: [
    'Não começou a tocar a tempo',
    'Did not begin to ring in time',
    'No empezó a sonar a tiempo',
  ],
  PROTOCOL_ERROR: ['Erro de protocolo', 'Protocol error', 'Error de protocolo'],
  RECOVERY_ON_TIMER_EXPIRE: [
    'Sem resposta da rede a tempo',
    'No answer of the network in time',
    'Sin respuesta de la red a tiempo',
  ],
  REQUESTED_CHAN_UNAVAIL: ['Canal indisponível', 'Line not available', 'Canal no disponible'],
  SERVICE_NOT_IMPLEMENTED: ['Serviço inexistente', 'Service does not exist', 'Servicio inexistente'],
  SERVICE_UNAVAILABLE: ['Serviço indisponível', 'Service not available', 'Servicio no disponible'],
  SUBSCRIBER_ABSENT: [
    'Telefone desligado ou fora de área',
    'Telephone off or out of reach',
    'Teléfono apagado o fuera de cobertura',
  ],
  SWITCH_CONGESTION: ['Central congestionada', 'Exchange congested', 'Central congestionada'],
  SYSTEM_SHUTDOWN: ['Central desligada', 'Exchange shut down', 'Central apagada'],
  TIMEOUT: ['Tempo esgotado', 'Timed out', 'Tiempo agotado'],
  UNALLOCATED_NUMBER: ['Número não existe', 'Number does not exist', 'El número no existe'],
  UNSPECIFIED: ['Motivo não informado', 'Cause not given', 'Motivo no informado'],
  USER_BUSY: ['Número ocupado', 'Number busy', 'Número ocupado'],
  USER_CHALLENGE: ['Central pediu senha', 'Exchange asked for a password', 'La central pidió contraseña'],
  USER_NOT_REGISTERED: ['Ramal não registrado', 'Extension not registered', 'Extensión no registrada'],
  WRONG_CALL_STATE: [
    'Estado da chamada não permite',
    'State of the call does not allow it',
    'El estado de la llamada no lo permite',
  ],
}

const places: Readonly<Record<Locale, 0 | 1 | 2>> = { 'pt-BR': 0, en: 1, es: 2 }

export const causeCodes: readonly string[] = Object.keys(table)

/** The cause in plain words; null for an unknown code. */
export const causeWord = (code: string, locale: Locale): string | null =>
  Object.hasOwn(table, code) ? (table[code]?.[places[locale]] ?? null) : null

/** The cause in words, with the code that the PABX and other programs use: `Número ocupado · USER_BUSY`. */
export function causeText(code: string, locale: Locale): string {
  const word = causeWord(code, locale)
  return word === null ? code : `${word} · ${code}`
}

/** The words of all causes, by code. */
export const causeWords = (locale: Locale): Readonly<Record<string, string>> =>
  Object.fromEntries(causeCodes.map((code) => [code, causeWord(code, locale) ?? code]))
