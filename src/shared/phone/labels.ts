/*
 * The word before a number often says what it is. Words are lower case, without accents.
 */

const phones =
  'tel|tels|telef|telefone|telefones|telefono|fone|fones|phone|cel|cels|celular|celulares|movel|mobile|whats|whatsapp|wpp|zap|zapzap|contato|contacto|ligar|ligue|disque|disk|call|fax|comercial|residencial|recado|sac|dial'
const extensions = 'ramal|ramais|rml|ext|extension|extensao|interno|anexo'
const others =
  'cpf|cnpj|rg|cep|pis|nis|nit|cnh|cns|pasep|protocolo|protocol|pedido|contrato|matricula|codigo|cod|conta|agencia|ag|nota|nf|nfe|nfce|danfe|fiscal|chave|boleto|processo|titulo|cartao|fatura|os|ordem|chamado|ticket|caso|case|order|ref|referencia|id|sku|ean|gtin|serial|serie|imei|lote|valor|total|patrimonio|placa|renavam|chassi|apolice|sinistro|inscricao|ie|senha|token|pin|rastreio|rastreamento|tracking|invoice|account|barras|oab|crm|cadastro|registro|proposta|guia|venda|compra|documento|doc|sinal|orcamento|requisicao|incidente|instalacao|medidor|hidrometro|nire|crea|asset|isbn|lei|decreto|quantidade|qtd|item|produto'
const fillers =
  'do|da|de|o|a|e|no|n|nr|num|numero|number|is|para|pelo|em|com|the|cliente|titular|novo|nova|digital'

const word = (list: string): RegExp => new RegExp(`^(?:${list})$`)
const isPhone = word(phones)
const isExtension = word(extensions)
const isOther = word(others)
const isFiller = word(fillers)

/** One or several of these words before a number, as in `Tel./Cel.: `. */
export const labelsBefore = new RegExp(
  `^(?:(?:${phones}|${extensions}) ?[.:/]{0,2} ?){1,3}[:-]? ?(?://)?`,
  'i',
)
export const extensionWords = extensions
export const phoneWords = phones

export type Label = 'phone' | 'extension' | 'other' | null

/** How far before a number its word may be. Characters. */
const REACH = 48

/** What the words before a number say that it is. */
export function labelBefore(plain: string, at: number): Label {
  const before = plain.slice(Math.max(0, at - REACH), at).toLowerCase()
  const near = before.slice(before.search(/[^\d]*$/))
  const words = near.match(/[a-z]+/g) ?? []
  const last = words.reverse().find((found) => !isFiller.test(found))
  if (last === undefined) return null
  if (isPhone.test(last)) return 'phone'
  if (isExtension.test(last)) return 'extension'
  return isOther.test(last) ? 'other' : null
}
