#include "engine/apps/serve/page_server.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <thread>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A connection that says what it is told to, byte by byte.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void Send(const std::string& text) const {
    EXPECT_TRUE(connected_);
    std::size_t sent = 0;
    while (sent < text.size()) {
      const ssize_t count = send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;  // The server may have hung up already.
      sent += static_cast<std::size_t>(count);
    }
  }

  /// All that comes until `end` has been seen, or the server hangs up.
  std::string Receive(const std::string& end = "\n\n") const {
    std::string text;
    char bytes[4096];
    while (text.find(end) == std::string::npos) {
      const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      text.append(bytes, static_cast<std::size_t>(count));
    }
    return text;
  }

 private:
  int socket_;
  bool connected_ = false;
};

class PageServerTest : public testing::Test {
 protected:
  PageServerTest() : server_("<p>the page</p>", 0), thread_([this] { server_.Run(); }) {}
  ~PageServerTest() override {
    server_.Stop();
    thread_.join();
  }

  std::string Host() const { return "127.0.0.1:" + std::to_string(server_.port()); }

  std::string Ask(const std::string& request) const {
    const RawClient client(server_.port());
    client.Send(request);
    return client.Receive("\xff");  // To the end of the connection.
  }

  std::string AskAs(const std::string& host) const {
    return Ask("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  PageServer server_;
  std::thread thread_;
};

TEST_F(PageServerTest, ServesThePageWithHeadersThatConfineIt) {
  const std::string answer = AskAs(Host());
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n<p>the page</p>"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 15\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'none'; script-src "));
  EXPECT_THAT(answer, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(answer, HasSubstr("Cross-Origin-Resource-Policy: same-origin\r\n"));
}

TEST_F(PageServerTest, HeadHasTheHeadersAlone) {
  const std::string answer =
      Ask("HEAD / HTTP/1.1\r\nHost: " + Host() + "\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 15\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(PageServerTest, AConnectionIsUsedAgain) {
  const RawClient client(server_.port());
  const std::string request = "GET / HTTP/1.1\r\nHost: " + Host() + "\r\n\r\n";
  for (int k = 0; k < 3; ++k) {
    client.Send(request);
    EXPECT_THAT(client.Receive("</p>"), EndsWith("<p>the page</p>")) << k;
  }
}

// A page of another site whose name was made to point here (DNS rebinding) is not told anything.
TEST_F(PageServerTest, RefusesOtherNamesOfThisMachine) {
  const std::string port = std::to_string(server_.port());
  for (const std::string& host :
       {std::string("rebound.example"), "rebound.example:" + port, std::string("localhost"),
        std::string("127.0.0.1:1"), "localhost.rebound.example:" + port, std::string(),
        "127.0.0.1:" + port + "0", std::string("[::1]")}) {
    const std::string answer = AskAs(host);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 403 Forbidden\r\n")) << host;
    EXPECT_THAT(answer, Not(HasSubstr("the page</p>"))) << host;
  }
  for (const char* name : {"localhost:", "LocalHost:", "[::1]:"}) {
    EXPECT_THAT(AskAs(name + port), StartsWith("HTTP/1.1 200 OK\r\n")) << name;
  }
}

TEST_F(PageServerTest, RefusesRequestsWithoutOrWithTwoHosts) {
  EXPECT_THAT(Ask("GET / HTTP/1.0\r\n\r\n"), HasSubstr(" 403 Forbidden\r\n"));
  EXPECT_THAT(Ask("GET / HTTP/1.1\r\nHost: " + Host() +
                  "\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"),
              HasSubstr(" 403 Forbidden\r\n"));
}

TEST_F(PageServerTest, HasOnePageAndTwoMethods) {
  const std::string rest = " HTTP/1.1\r\nHost: " + Host() + "\r\nConnection: close\r\n\r\n";
  for (const char* target : {"/x", "/../../etc/passwd", "//", "/?a", "/favicon.ico"}) {
    EXPECT_THAT(Ask(std::string("GET ") + target + rest), StartsWith("HTTP/1.1 404 ")) << target;
  }
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
    const std::string answer = Ask(std::string(method) + " /" + rest);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 ")) << method;
    EXPECT_THAT(answer, HasSubstr("Allow: GET, HEAD\r\n")) << method;
  }
}

TEST_F(PageServerTest, HangsUpOnWhatIsTooMuchOrNoHttp) {
  const std::string head = "GET / HTTP/1.1\r\nHost: " + Host() + "\r\n";
  EXPECT_EQ(Ask(head + "X: " + std::string(100'000, 'x') + "\r\n\r\n"), "");
  EXPECT_EQ(Ask(head + "Content-Length: 99999999\r\n\r\n"), "");
  EXPECT_EQ(Ask(std::string("\x16\x03\x01\0\0 TLS\r\n\r\n", 14)), "");
  EXPECT_THAT(AskAs(Host()), StartsWith("HTTP/1.1 200 OK\r\n"));  // It goes on serving.
}

TEST_F(PageServerTest, ASecondServerCannotTakeThePort) {
  EXPECT_THROW(PageServer("", server_.port()), std::system_error);
}

}  // namespace
}  // namespace dragoman
