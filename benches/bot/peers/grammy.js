// grammY: its conversations plugin, one conversation with a loop; better-sqlite3.
// Updates of one chat after another (sequentialize), calls refused for their number repeated
// (auto-retry), answers to taps in the webhook's own response: as its documentation says.  Within a
// conversation calls go by another API object, which auto-retry does not reach; installed there too
// it outlasts the ten seconds of the webhook, and under faults chats stand still for minutes.
const { createServer } = require('node:http')
const { autoRetry } = require('@grammyjs/auto-retry')
const { conversations, createConversation } = require('@grammyjs/conversations')
const { sequentialize } = require('@grammyjs/runner')
const { Bot, InlineKeyboard, webhookCallback } = require('grammy')
const { api, keep, port, questions } = require('./survey.js')

async function survey (conversation, ctx) {
  for (const [number, asked] of questions.entries()) {
    const keys = asked.options.map((one) => [InlineKeyboard.text(one, `${number}:${one}`)])
    await ctx.reply(asked.text, keys.length ? { reply_markup: { inline_keyboard: keys } } : {})
    let value
    if (keys.length) {
      const tapped = await conversation.waitForCallbackQuery(new RegExp(`^${number}:`))
      await tapped.answerCallbackQuery()
      value = tapped.callbackQuery.data.split(':')[1]
    } else if (asked.kind === 'photo') {
      const sent = await conversation.waitFor('message:photo')
      value = sent.message.photo.at(-1).file_id
    } else if (asked.kind === 'number') {
      value = String(await conversation.form.int())
    } else {
      value = await conversation.form.text()
    }
    await conversation.external(() => { keep(ctx.chat.id, number, value) })
  }
  await ctx.reply('Thank you')
}

const bot = new Bot('424242:bench-token', {
  client: { apiRoot: api, canUseWebhookReply: (method) => method === 'answerCallbackQuery' },
})
bot.api.config.use(autoRetry())
bot.use(sequentialize((ctx) => String(ctx.chat?.id)))
bot.use(conversations())
bot.command('start', async (ctx, next) => {
  await ctx.conversation.exitAll()
  await next()
})
bot.use(createConversation(survey))
bot.command('start', (ctx) => ctx.conversation.enter('survey'))
bot.catch((error) => console.error(error.message))

const handle = webhookCallback(bot, 'http')
createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error.message)
    if (!response.headersSent) response.writeHead(500).end()
  })
}).listen(port, '127.0.0.1')
