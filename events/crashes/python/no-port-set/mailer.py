"""Settings of the mail server, from the environment's names and values."""


def read_settings(environment):
    return {
        "host": environment.get("MAIL_HOST", "localhost"),
        "port": int(environment.get("MAIL_PORT")),
        "sender": environment.get("MAIL_SENDER", "shop@shop.example"),
    }


def connection_text(environment):
    settings = read_settings(environment)
    return f"{settings['sender']} via {settings['host']}:{settings['port']}"


def main():
    print(connection_text({"MAIL_HOST": "mail.shop.example"}))
