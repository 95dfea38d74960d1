"""What every role of Hallenwart agrees on: topics, messages, signatures, access codes and the meaning of time."""
