/* The native-messaging host `vocom_bar`: carries messages between the browser's extension and the running bar. */
#ifndef VOCOM_HOST_H
#define VOCOM_HOST_H

/* The only extension that is served. */
extern const char extension_origin[];

/* Serves the extension that the browser has named, until the browser or the bar ends. Answers the exit status. */
int serve_browser(const char *origin);

#endif
