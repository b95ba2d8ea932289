"""A web server on 127.0.0.1 that a test starts, fills and breaks."""

import http.server
import threading
import time


class Reply:
    def __init__(self, body=b"", status=200, headers=None, slow=0, promised=None):
        self.body = body.encode() if isinstance(body, str) else body
        self.status, self.headers, self.slow = status, headers or {}, slow
        self.promised = len(self.body) if promised is None else promised


class ListServer:
    """`pages` maps a path to its Reply; what is not there is 404. `asked` holds each path with its headers."""

    def __init__(self, context=None):
        self.pages, self.asked = {}, []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.asked.append((self.path, dict(self.headers)))
                reply = outer.pages.get(self.path, Reply("not here", 404))
                time.sleep(reply.slow)
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(reply.promised))
                    self.end_headers()
                    self.wfile.write(reply.body)
                except (BrokenPipeError, ConnectionResetError):
                    pass # the client had enough
                if reply.promised != len(reply.body):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                pass # a client that hangs up is no news

        self.server = Server(("127.0.0.1", 0), Handler)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"http{'s' if context else ''}://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def paths(self):
        return [path for path, _ in self.asked]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
