#include "engine/apps/serve/page_server.h"

#include <chrono>
#include <csignal>
#include <string_view>
#include <system_error>
#include <utility>  // Asio of Boost 1.74 needs it and does not say so.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace dragoman {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;

constexpr std::uint32_t kMostHeaderBytes = 16 * 1024;
constexpr std::uint64_t kMostBodyBytes = 1024;
/// A browser opens six at a time.
constexpr int kMostConnections = 64;
/// To send a request, to take an answer, and between two requests.
constexpr std::chrono::seconds kPatience{15};

/// What the page needs and no more: scripts, styles and the engine lie in it; its workers are
/// blobs.
constexpr const char* kContentPolicy =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob: data:; "
    "worker-src blob: data:; style-src 'unsafe-inline'; img-src blob: data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

using Request = http::request<http::empty_body>;
/// Served from the page itself, without a copy for each request.
using Response = http::response<http::span_body<const char>>;

bool IsThisMachine(std::string_view host, std::uint16_t port) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (host.size() < name.size()) continue;
    // Beast has a view of its own, of a pointer and a size.
    // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage)
    if (!beast::iequals({host.data(), name.size()}, {name.data(), name.size()})) continue;
    const std::string_view rest = host.substr(name.size());
    if (rest == ":" + std::to_string(port) || (rest.empty() && port == 80)) return true;
  }
  return false;
}

/// One answer's status, content and type.
struct Answer {
  http::status status = http::status::ok;
  std::string_view text;
  const char* type = "text/plain; charset=utf-8";
};

Answer AnswerTo(const Request& request, std::string_view html, std::uint16_t port) {
  const bool one_host = request.count(http::field::host) == 1;
  const auto host = request[http::field::host];
  if (!one_host || !IsThisMachine({host.data(), host.size()}, port)) {
    return {http::status::forbidden, "Only http://localhost and http://127.0.0.1 are served.\n"};
  }
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    return {http::status::method_not_allowed, "Only GET and HEAD.\n"};
  }
  if (request.target() != "/") return {http::status::not_found, "There is only one page, at /.\n"};
  return {http::status::ok, html, "text/html; charset=utf-8"};
}

Response MakeResponse(const Request& request, const Answer& answer) {
  Response response(answer.status, request.version());
  response.set(http::field::content_type, answer.type);
  response.set(http::field::cache_control, "no-store");
  response.set("Content-Security-Policy", kContentPolicy);
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Referrer-Policy", "no-referrer");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  if (answer.status == http::status::method_not_allowed) response.set("Allow", "GET, HEAD");
  response.keep_alive(request.keep_alive() && answer.status == http::status::ok);
  response.content_length(answer.text.size());
  if (request.method() != http::verb::head) {
    response.body() = {answer.text.data(), answer.text.size()};
  }
  return response;
}

/// One connection, kept alive by its own outstanding operation.
class PageConnection : public std::enable_shared_from_this<PageConnection> {
 public:
  PageConnection(tcp::socket socket, std::string_view html, std::uint16_t port, int* count)
      : stream_(std::move(socket)), html_(html), port_(port), count_(count) {
    ++*count_;
  }
  ~PageConnection() { --*count_; }
  PageConnection(const PageConnection&) = delete;
  PageConnection& operator=(const PageConnection&) = delete;

  void Read() {
    parser_.emplace();
    parser_->header_limit(kMostHeaderBytes);
    parser_->body_limit(kMostBodyBytes);
    stream_.expires_after(kPatience);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       if (!error) return self->Write();
                       // The end, a silence, or no HTTP: nothing of it deserves an answer.
                       self->Close();
                     });
  }

 private:
  void Write() {
    const Request& request = parser_->get();
    response_.emplace(MakeResponse(request, AnswerTo(request, html_, port_)));
    serializer_.emplace(*response_);
    stream_.expires_after(kPatience);
    const auto next = [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error || self->response_->need_eof() || !self->response_->keep_alive()) {
        return self->Close();
      }
      self->Read();
    };
    if (request.method() == http::verb::head) {
      http::async_write_header(stream_, *serializer_, next);
    } else {
      http::async_write(stream_, *serializer_, next);
    }
  }

  void Close() {
    beast::error_code ignored;
    (void)stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  const std::string_view html_;
  const std::uint16_t port_;
  int* const count_;
  beast::flat_buffer buffer_{kMostHeaderBytes + kMostBodyBytes};
  boost::optional<http::request_parser<http::empty_body>> parser_;
  boost::optional<Response> response_;
  boost::optional<http::response_serializer<http::span_body<const char>>> serializer_;
};

}  // namespace

class PageServer::Impl {
 public:
  Impl(std::string html, std::uint16_t port)
      : html_(std::move(html)),
        signals_(context_, SIGINT, SIGTERM),
        acceptor_(context_, tcp::endpoint(asio::ip::address_v4::loopback(), port)),
        port_(acceptor_.local_endpoint().port()) {}

  std::uint16_t port() const { return port_; }

  void Run() {
    signals_.async_wait([this](beast::error_code error, int) {
      if (!error) context_.stop();
    });
    Accept();
    context_.run();
  }

  void Stop() {
    asio::post(context_, [this] { context_.stop(); });
  }

 private:
  void Accept() {
    acceptor_.async_accept([this](beast::error_code error, tcp::socket socket) {
      // Above the limit a connection is closed at once, with its socket.
      if (!error && connections_ < kMostConnections) {
        std::make_shared<PageConnection>(std::move(socket), html_, port_, &connections_)->Read();
      }
      if (!error) return Accept();
      if (error == asio::error::operation_aborted) return;
      // Out of files, mostly: others will close theirs.
      retry_.expires_after(std::chrono::milliseconds(100));
      retry_.async_wait([this](beast::error_code stopped) {
        if (!stopped) Accept();
      });
    });
  }

  const std::string html_;
  int connections_ = 0;  ///< Outlives the context, whose end destroys what still waits.
  asio::io_context context_{1};
  asio::steady_timer retry_{context_};
  asio::signal_set signals_;
  tcp::acceptor acceptor_;
  const std::uint16_t port_;
};

PageServer::PageServer(std::string html, std::uint16_t port) {
  try {
    impl_ = std::make_unique<Impl>(std::move(html), port);
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code().value(), std::system_category());
  }
}
PageServer::~PageServer() = default;
std::uint16_t PageServer::port() const { return impl_->port(); }
void PageServer::Run() { impl_->Run(); }
void PageServer::Stop() { impl_->Stop(); }

}  // namespace dragoman
