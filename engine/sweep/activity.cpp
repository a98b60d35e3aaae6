#include "engine/sweep/activity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include <unistd.h>

#include "engine/core/version.h"
#include "engine/io/files.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostActivityBytes = std::size_t{1} << 28U;

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

double NumberIn(const DocumentNode& line, const char* key) {
  const DocumentNode* node = FindEntry(line, key);
  return node != nullptr && node->kind == DocumentNode::Kind::kNumber ? node->number : 0;
}

Json Seconds(double seconds) { return JsonNumber(std::round(seconds * 1000) / 1000); }

}  // namespace

std::string HostName() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

ActivityLog::ActivityLog(const std::string& file) {
  if (!file.empty()) file_ = std::fopen(file.c_str(), "ae");
}

ActivityLog::~ActivityLog() {
  if (file_ != nullptr) std::fclose(file_);
}

void ActivityLog::Begin(int threads, std::uint64_t chunks_done, std::uint64_t chunks) {
  Json json = Json::object();
  json["event"] = "begin";
  json["time"] = Now();
  json["host"] = HostName();
  json["dragoman"] = std::string(kVersion);
  json["threads"] = threads;
  json["chunks_done"] = chunks_done;
  json["chunks"] = chunks;
  Write(JsonText(json, -1));
}

void ActivityLog::Chunk(std::uint64_t chunk, std::uint64_t runs, std::uint64_t failed,
                        double seconds) {
  Json json = Json::object();
  json["event"] = "chunk";
  json["chunk"] = chunk;
  json["runs"] = runs;
  json["failed"] = failed;
  json["seconds"] = Seconds(seconds);
  Write(JsonText(json, -1));
}

void ActivityLog::End(const std::string& how, std::uint64_t runs, double seconds) {
  Json json = Json::object();
  json["event"] = "end";
  json["time"] = Now();
  json["how"] = how;
  json["runs"] = runs;
  json["seconds"] = Seconds(seconds);
  Write(JsonText(json, -1));
}

void ActivityLog::Write(const std::string& line) {
  if (file_ == nullptr) return;
  std::fputs((line + "\n").c_str(), file_);
  std::fflush(file_);
}

double LastSpeed(const std::string& file) {
  const FileText text = ReadFile(file, kMostActivityBytes);
  const std::size_t begin = text.text.rfind("\"begin\"");
  if (!text.ok() || begin == std::string::npos) return 0;
  std::string_view rest = text.text;
  const std::size_t line_before = text.text.rfind('\n', begin);
  rest.remove_prefix(line_before == std::string::npos ? 0 : line_before + 1);
  double threads = 1;
  double runs = 0;
  double seconds = 0;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const ReadResult read = ReadJson(line, file);
    // The last line may be half written.
    if (!read.problems.empty() || read.document.root.kind != DocumentNode::Kind::kMap) continue;
    const DocumentNode* event = FindEntry(read.document.root, "event");
    if (event == nullptr) continue;
    if (event->text == "begin") threads = std::max(1.0, NumberIn(read.document.root, "threads"));
    if (event->text != "chunk") continue;
    runs += NumberIn(read.document.root, "runs") + NumberIn(read.document.root, "failed");
    seconds += NumberIn(read.document.root, "seconds");
  }
  return seconds > 0 ? threads * runs / seconds : 0;
}

}  // namespace dragoman
