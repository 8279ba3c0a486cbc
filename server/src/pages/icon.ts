// The mark as an icon for tabs and bookmarks: an arch with a light in it, legible on light and dark.
import type { RequestHandler } from 'express'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="6" fill="#faf7f1"/><path d="M6.5 23.5V14a7.5 7.5 0 0 1 15 0v9.5z" fill="none" stroke="#231f1b" stroke-width="2.2" stroke-linejoin="round"/><circle cx="14" cy="18" r="3.2" fill="#b14a1b"/></svg>`

export const sendIcon: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(icon)
}
