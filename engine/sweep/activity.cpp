#include "engine/sweep/activity.h"

#include <array>
#include <cmath>
#include <ctime>

#include <unistd.h>

#include "engine/core/version.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

std::string HostName() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

Json Seconds(double seconds) { return JsonNumber(std::round(seconds * 1000) / 1000); }

}  // namespace

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

}  // namespace dragoman
