#include "engine/wire/boundary.h"

#include <cstdlib>
#include <string_view>

#include "engine/wire/session.h"

struct DragomanSession {
  explicit DragomanSession(std::string_view json) : session(json) {}
  dragoman::BoundarySession session;
};

namespace {

constexpr int kBoundaryVersion = 1;

std::string_view TextAt(const char* text, size_t size) {
  return size == 0 ? std::string_view() : std::string_view(text, size);
}

}  // namespace

int dragoman_boundary_version(void) { return kBoundaryVersion; }

void* dragoman_alloc(size_t size) { return size == 0 ? nullptr : std::malloc(size); }

void dragoman_free(void* memory) { std::free(memory); }

DragomanSession* dragoman_open(const char* json, size_t size) {
  return new DragomanSession(TextAt(json, size));
}

void dragoman_close(DragomanSession* session) { delete session; }

int dragoman_ready(const DragomanSession* session) { return session->session.ready() ? 1 : 0; }

const char* dragoman_text(const DragomanSession* session) { return session->session.text().data(); }

size_t dragoman_text_size(const DragomanSession* session) { return session->session.text().size(); }

int dragoman_change(DragomanSession* session, const char* json, size_t size) {
  return session->session.Change(TextAt(json, size)) ? 1 : 0;
}

int dragoman_scenario(DragomanSession* session) { return session->session.Describe() ? 1 : 0; }

int dragoman_parameters(DragomanSession* session) {
  return session->session.ListParameters() ? 1 : 0;
}

int dragoman_run(DragomanSession* session, uint64_t seed, uint64_t first, uint64_t runs) {
  return session->session.Run(seed, first, runs) ? 1 : 0;
}

int dragoman_count(DragomanSession* session, uint64_t seed, uint64_t first, uint64_t runs) {
  return session->session.Count(seed, first, runs) ? 1 : 0;
}

const uint32_t* dragoman_counts(const DragomanSession* session) {
  return session->session.counts().data();
}

size_t dragoman_counts_size(void) { return dragoman::BoundarySession::kCounts; }

int dragoman_replay(DragomanSession* session, uint64_t seed, uint64_t run) {
  return session->session.Replay(seed, run) ? 1 : 0;
}

int dragoman_audit(DragomanSession* session) { return session->session.Audit() ? 1 : 0; }

int dragoman_space(DragomanSession* session) { return session->session.DescribeSpace() ? 1 : 0; }

int dragoman_seat(DragomanSession* session, const char* json, size_t size) {
  return session->session.Seat(TextAt(json, size)) ? 1 : 0;
}

int dragoman_axes(DragomanSession* session, const char* json, size_t size) {
  return session->session.SetAxes(TextAt(json, size)) ? 1 : 0;
}

int dragoman_cell(DragomanSession* session, const double* values, uint64_t seed, uint64_t first,
                  uint64_t runs) {
  return session->session.CountCell(values, seed, first, runs) ? 1 : 0;
}
