// telegraf: a wizard scene, a step a question; better-sqlite3.
// Its default of answering with a call in the webhook's own response is left on.
const { createServer } = require('node:http')
const { Composer, Markup, Scenes, Telegraf, session } = require('telegraf')
const { message } = require('telegraf/filters')
const { api, keep, port, questions } = require('./survey.js')

async function ask (ctx, number) {
  if (number === questions.length) {
    await ctx.reply('Thank you')
    return ctx.scene.leave()
  }
  const { text, options } = questions[number]
  const keys = options.map((one) => [Markup.button.callback(one, `${number}:${one}`)])
  // Before the question is out, not after as in its examples: these phones answer at once.
  ctx.wizard.next()
  await ctx.reply(text, keys.length ? Markup.inlineKeyboard(keys) : undefined)
}

function step (asked, number) {
  const handler = new Composer()
  const kept = async (ctx, value) => {
    keep(ctx.chat.id, number, value)
    await ask(ctx, number + 1)
  }
  if (asked.options.length) {
    handler.action(new RegExp(`^${number}:(.*)`), async (ctx) => {
      await ctx.answerCbQuery()
      await kept(ctx, ctx.match[1])
    })
  } else if (asked.kind === 'photo') {
    handler.on(message('photo'), (ctx) => kept(ctx, ctx.message.photo.at(-1).file_id))
  } else if (asked.kind === 'number') {
    handler.hears(/^\d+$/, (ctx) => kept(ctx, ctx.message.text))
  } else {
    handler.on(message('text'), (ctx) => kept(ctx, ctx.message.text))
  }
  return handler
}

const wizard = new Scenes.WizardScene('survey', (ctx) => ask(ctx, 0), ...questions.map(step))
const stage = new Scenes.Stage([wizard])
stage.start((ctx) => ctx.scene.enter('survey'))

const bot = new Telegraf('424242:bench-token', { telegram: { apiRoot: api } })
bot.use(session())
bot.use(stage.middleware())
bot.catch((error) => console.error(error.message))
createServer(bot.webhookCallback('/telegram')).listen(port, '127.0.0.1')
