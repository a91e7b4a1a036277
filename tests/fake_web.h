// A web of a test's own, for what takes a clock of a test's own.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest/http.h"

namespace dealwire {

// Answers with what the test says, 404 for all else.
class FakeWeb final : public Http {
 public:
  void start(uint64_t id, const HttpRequest& request) override {
    ++asked[request.url];
    last = request;
    most_at_once = std::max(most_at_once, ++under_way_);
    answers_.push_back({id, answer_to(request.url)});
  }
  std::vector<HttpAnswer> wait(milliseconds) override {
    under_way_ = 0;
    if (!deadly.empty() && last.url == deadly) throw Died();
    return std::exchange(answers_, {});
  }
  void wake() override {}

  void forget() {
    answers_.clear();
    last = {};
  }

  static HttpResponse answer(long status, const std::string& headers, const std::string& body) {
    return {status, "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers, body, "", "GET"};
  }
  static HttpResponse html(const std::string& body) {
    return answer(200, "Content-Type: text/html\r\n", body);
  }

  // The end of a run, as a signal may bring it at any moment.
  struct Died {};

  std::map<std::string, HttpResponse> pages;
  std::map<std::string, std::string> errors;  // codes
  std::map<std::string, int> asked;
  HttpRequest last;
  std::string deadly;  // the URL by which runs die
  int most_at_once = 0;

 private:
  Expected<HttpResponse> answer_to(const std::string& url) const {
    if (const auto error = errors.find(url); error != errors.end()) {
      return fail(error->second, url + ": fails");
    }
    const auto page = pages.find(url);
    return page == pages.end() ? answer(404, "", "") : page->second;
  }

  std::vector<HttpAnswer> answers_;
  int under_way_ = 0;
};

}  // namespace dealwire
