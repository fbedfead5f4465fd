/* Generated from the OpenAPI document by `npm run generate`. Do not edit. */

export interface paths {
  '/inlet/v1/channels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the channels, oldest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                vendor: string;
                externalId: string;
                name: string;
                avatarUrl: string | null;
                /** @description It takes no replies: its connector only reports. */
                isReadonly: boolean;
                /** @description The businesses whose conversations it carries; null for all. */
                businessIds: string[] | null;
                attention: {
                  reason: string;
                  /**
                   * Format: date-time
                   * @description ISO 8601, UTC.
                   */
                  since: string;
                  reply: {
                    /** @description Inlet's own id. */
                    messageId: string;
                    /** @enum {unknown} */
                    state:
                      | 'scheduled'
                      | 'queued'
                      | 'held'
                      | 'paused'
                      | 'sending'
                      | 'retrying'
                      | 'sent'
                      | 'delivered'
                      | 'read'
                      | 'failed'
                      | 'unknown';
                    reason: string | null;
                    code: string | null;
                    until: string | null;
                    /** @description The last one, or the one under way; 0 before the first. */
                    attempt: number;
                    /** @description How many there are at most. */
                    attempts: number;
                  } | null;
                } | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /** Add a channel of a vendor whose own API adds none */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            vendor: 'partoo';
            name: string;
            /** @description Else one is made. */
            externalId?: string;
            /** @description The icon; http or https. */
            avatarUrl?: string;
            /** @description It takes no replies. */
            isReadonly?: boolean;
            /** @description The businesses whose conversations it carries; left out for all. */
            businessIds?: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string;
              externalId: string;
              name: string;
              avatarUrl: string | null;
              /** @description It takes no replies: its connector only reports. */
              isReadonly: boolean;
              /** @description The businesses whose conversations it carries; null for all. */
              businessIds: string[] | null;
              attention: {
                reason: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                since: string;
                reply: {
                  /** @description Inlet's own id. */
                  messageId: string;
                  /** @enum {unknown} */
                  state:
                    | 'scheduled'
                    | 'queued'
                    | 'held'
                    | 'paused'
                    | 'sending'
                    | 'retrying'
                    | 'sent'
                    | 'delivered'
                    | 'read'
                    | 'failed'
                    | 'unknown';
                  reason: string | null;
                  code: string | null;
                  until: string | null;
                  /** @description The last one, or the one under way; 0 before the first. */
                  attempt: number;
                  /** @description How many there are at most. */
                  attempts: number;
                } | null;
              } | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/channels/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a channel with all that is in it
     * @description Gone at once for everybody. A connector that listens for it is told in the background: a delivery of the kind `removal`.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Deleted. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/businesses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the businesses, oldest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                vendor: string;
                externalId: string;
                name: string;
                city: string | null;
                zipcode: string | null;
                country: string | null;
                formattedAddress: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /** Add a business */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            vendor: 'partoo';
            name: string;
            /** @description Else one is made. */
            externalId?: string;
            city?: string;
            zipcode?: string;
            country?: string;
            formattedAddress?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string;
              externalId: string;
              name: string;
              city: string | null;
              zipcode: string | null;
              country: string | null;
              formattedAddress: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/conversations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List conversations, the latest message first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
          channelId?: string;
          status?: 'open' | 'closed';
          /** @description true: only those with unread messages. */
          unread?: boolean;
          /** @description Whose they are: `me`, `none` or the id of a person. */
          assignee?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                vendor: string;
                channelId: string | null;
                externalId: string | null;
                contactId: string | null;
                businessId: string | null;
                /** @enum {unknown} */
                status: 'open' | 'closed';
                assignedUserId: string | null;
                link: string | null;
                unreadCount: number;
                lastMessage: {
                  /** @description Inlet's own id. */
                  id: string;
                  preview: string;
                  /** @enum {unknown} */
                  direction: 'inbound' | 'outbound';
                  type: string | null;
                  /**
                   * Format: date-time
                   * @description ISO 8601, UTC.
                   */
                  writtenAt: string;
                } | null;
                reply: {
                  /** @description Inlet's own id. */
                  messageId: string;
                  /** @enum {unknown} */
                  state:
                    | 'scheduled'
                    | 'queued'
                    | 'held'
                    | 'paused'
                    | 'sending'
                    | 'retrying'
                    | 'sent'
                    | 'delivered'
                    | 'read'
                    | 'failed'
                    | 'unknown';
                  reason: string | null;
                  code: string | null;
                  until: string | null;
                  /** @description The last one, or the one under way; 0 before the first. */
                  attempt: number;
                  /** @description How many there are at most. */
                  attempts: number;
                } | null;
                participants: {
                  /** @description Inlet's own id. */
                  id: string;
                  externalId: string | null;
                  /** @enum {unknown} */
                  role: 'contact' | 'business';
                  name: string;
                  isPlaceholder: boolean;
                  avatarUrl: string | null;
                  avatar: string | null;
                  contactId: string | null;
                }[];
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                updatedAt: string;
              }[];
              nextCursor: string | null;
              /** @description The id of the last event that the page has taken in: go on from there at /events. */
              position: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/conversations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a conversation */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string;
              channelId: string | null;
              externalId: string | null;
              contactId: string | null;
              businessId: string | null;
              /** @enum {unknown} */
              status: 'open' | 'closed';
              assignedUserId: string | null;
              link: string | null;
              unreadCount: number;
              lastMessage: {
                /** @description Inlet's own id. */
                id: string;
                preview: string;
                /** @enum {unknown} */
                direction: 'inbound' | 'outbound';
                type: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                writtenAt: string;
              } | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              participants: {
                /** @description Inlet's own id. */
                id: string;
                externalId: string | null;
                /** @enum {unknown} */
                role: 'contact' | 'business';
                name: string;
                isPlaceholder: boolean;
                avatarUrl: string | null;
                avatar: string | null;
                contactId: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Open, close or assign a conversation
     * @description assignedUserId null takes it from whoever has it.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            status?: 'open' | 'closed';
            assignedUserId?: string | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string;
              channelId: string | null;
              externalId: string | null;
              contactId: string | null;
              businessId: string | null;
              /** @enum {unknown} */
              status: 'open' | 'closed';
              assignedUserId: string | null;
              link: string | null;
              unreadCount: number;
              lastMessage: {
                /** @description Inlet's own id. */
                id: string;
                preview: string;
                /** @enum {unknown} */
                direction: 'inbound' | 'outbound';
                type: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                writtenAt: string;
              } | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              participants: {
                /** @description Inlet's own id. */
                id: string;
                externalId: string | null;
                /** @enum {unknown} */
                role: 'contact' | 'business';
                name: string;
                isPlaceholder: boolean;
                avatarUrl: string | null;
                avatar: string | null;
                contactId: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/conversations/{id}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mark a conversation read */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string;
              channelId: string | null;
              externalId: string | null;
              contactId: string | null;
              businessId: string | null;
              /** @enum {unknown} */
              status: 'open' | 'closed';
              assignedUserId: string | null;
              link: string | null;
              unreadCount: number;
              lastMessage: {
                /** @description Inlet's own id. */
                id: string;
                preview: string;
                /** @enum {unknown} */
                direction: 'inbound' | 'outbound';
                type: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                writtenAt: string;
              } | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              participants: {
                /** @description Inlet's own id. */
                id: string;
                externalId: string | null;
                /** @enum {unknown} */
                role: 'contact' | 'business';
                name: string;
                isPlaceholder: boolean;
                avatarUrl: string | null;
                avatar: string | null;
                contactId: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/conversations/{id}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a thread: newest first, or oldest first after a cursor
     * @description Pass nextCursor on as `before` to read backwards (the default) or, of a page that was read with `after`, as `after` to read forwards.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description Messages that stand before this cursor, the latest first. */
          before?: string;
          /** @description Messages that stand after this cursor, the earliest first. */
          after?: string;
        };
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @description Inlet's own id. */
                channelId: string;
                /** @description Inlet's own id. */
                conversationId: string;
                externalId: string | null;
                /** @enum {unknown} */
                direction: 'inbound' | 'outbound';
                type: string | null;
                /** @enum {unknown} */
                status: 'pending' | 'sent' | 'failed' | 'delivered' | 'read';
                text: string;
                sender: {
                  /** @description Inlet's own id. */
                  participantId: string;
                  externalId: string | null;
                  name: string;
                  /** @enum {unknown} */
                  role: 'contact' | 'business';
                } | null;
                attachments: {
                  externalId: string;
                  mimeType: string;
                  name: string | null;
                  size: number | null;
                  url: string | null;
                  previewUrl: string | null;
                  linkExpires: boolean;
                  copy: {
                    /** @enum {unknown} */
                    state: 'waiting' | 'kept' | 'refused' | 'failed';
                    reason: string | null;
                    url: string | null;
                    mediaType: string | null;
                    size: number | null;
                  };
                }[];
                reply: {
                  /** @description Inlet's own id. */
                  messageId: string;
                  /** @enum {unknown} */
                  state:
                    | 'scheduled'
                    | 'queued'
                    | 'held'
                    | 'paused'
                    | 'sending'
                    | 'retrying'
                    | 'sent'
                    | 'delivered'
                    | 'read'
                    | 'failed'
                    | 'unknown';
                  reason: string | null;
                  code: string | null;
                  until: string | null;
                  /** @description The last one, or the one under way; 0 before the first. */
                  attempt: number;
                  /** @description How many there are at most. */
                  attempts: number;
                } | null;
                link: string | null;
                replyBy: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                writtenAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                receivedAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                updatedAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Answer in a conversation
     * @description The message is stored with its delivery; what becomes of it is at /deliveries?messageId=. With the header `Idempotency-Key` the same request is carried out once: sent again it is answered as the first time, with `Idempotency-Replayed: true`; another body under the same key is a conflict.
     */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Made by you. */
          'idempotency-key'?: string;
        };
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            text?: string;
            attachments?: {
              /** @description http or https. */
              url: string;
              mimeType: string;
              name?: string;
            }[];
            /** @description A form that the provider has approved. */
            template?: {
              id: string;
              language?: string;
              parameters?: string[];
            };
            /** @description Else its own, after Re:. */
            subject?: string;
            /** @description Else its sender. */
            to?: string[];
            /** @description Else everybody who stood in its to and cc, but us. */
            cc?: string[];
            /** @description Else nobody. */
            bcc?: string[];
            /**
             * @description sender: nobody else in cc.
             * @enum {unknown}
             */
            replyTo?: 'all' | 'sender';
            /** @description The message that this one answers. */
            replyToId?: string;
            /** @description Where the conversation has several; else the last one used. */
            channelId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @description Inlet's own id. */
              conversationId: string;
              externalId: string | null;
              /** @enum {unknown} */
              direction: 'inbound' | 'outbound';
              type: string | null;
              /** @enum {unknown} */
              status: 'pending' | 'sent' | 'failed' | 'delivered' | 'read';
              text: string;
              sender: {
                /** @description Inlet's own id. */
                participantId: string;
                externalId: string | null;
                name: string;
                /** @enum {unknown} */
                role: 'contact' | 'business';
              } | null;
              attachments: {
                externalId: string;
                mimeType: string;
                name: string | null;
                size: number | null;
                url: string | null;
                previewUrl: string | null;
                linkExpires: boolean;
                copy: {
                  /** @enum {unknown} */
                  state: 'waiting' | 'kept' | 'refused' | 'failed';
                  reason: string | null;
                  url: string | null;
                  mediaType: string | null;
                  size: number | null;
                };
              }[];
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              link: string | null;
              replyBy: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              writtenAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/messages/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a message */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @description Inlet's own id. */
              conversationId: string;
              externalId: string | null;
              /** @enum {unknown} */
              direction: 'inbound' | 'outbound';
              type: string | null;
              /** @enum {unknown} */
              status: 'pending' | 'sent' | 'failed' | 'delivered' | 'read';
              text: string;
              sender: {
                /** @description Inlet's own id. */
                participantId: string;
                externalId: string | null;
                name: string;
                /** @enum {unknown} */
                role: 'contact' | 'business';
              } | null;
              attachments: {
                externalId: string;
                mimeType: string;
                name: string | null;
                size: number | null;
                url: string | null;
                previewUrl: string | null;
                linkExpires: boolean;
                copy: {
                  /** @enum {unknown} */
                  state: 'waiting' | 'kept' | 'refused' | 'failed';
                  reason: string | null;
                  url: string | null;
                  mediaType: string | null;
                  size: number | null;
                };
              }[];
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              link: string | null;
              replyBy: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              writtenAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Call a reply off before it goes out
     * @description Answers it with its text and files, to go on writing; the message stays, failed with the code called-off, and those behind it move up. While no attempt is under way; else 409 with the code already-sent or attempting, or not-a-reply.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @description Inlet's own id. */
              conversationId: string;
              externalId: string | null;
              /** @enum {unknown} */
              direction: 'inbound' | 'outbound';
              type: string | null;
              /** @enum {unknown} */
              status: 'pending' | 'sent' | 'failed' | 'delivered' | 'read';
              text: string;
              sender: {
                /** @description Inlet's own id. */
                participantId: string;
                externalId: string | null;
                name: string;
                /** @enum {unknown} */
                role: 'contact' | 'business';
              } | null;
              attachments: {
                externalId: string;
                mimeType: string;
                name: string | null;
                size: number | null;
                url: string | null;
                previewUrl: string | null;
                linkExpires: boolean;
                copy: {
                  /** @enum {unknown} */
                  state: 'waiting' | 'kept' | 'refused' | 'failed';
                  reason: string | null;
                  url: string | null;
                  mediaType: string | null;
                  size: number | null;
                };
              }[];
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              link: string | null;
              replyBy: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              writtenAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    /**
     * Change a reply that has not gone out
     * @description While no attempt is under way; else 409 with the code already-sent or attempting, or not-a-reply. What is left out stays.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            text?: string;
            attachments?: {
              /** @description http or https. */
              url: string;
              mimeType: string;
              name?: string;
            }[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @description Inlet's own id. */
              conversationId: string;
              externalId: string | null;
              /** @enum {unknown} */
              direction: 'inbound' | 'outbound';
              type: string | null;
              /** @enum {unknown} */
              status: 'pending' | 'sent' | 'failed' | 'delivered' | 'read';
              text: string;
              sender: {
                /** @description Inlet's own id. */
                participantId: string;
                externalId: string | null;
                name: string;
                /** @enum {unknown} */
                role: 'contact' | 'business';
              } | null;
              attachments: {
                externalId: string;
                mimeType: string;
                name: string | null;
                size: number | null;
                url: string | null;
                previewUrl: string | null;
                linkExpires: boolean;
                copy: {
                  /** @enum {unknown} */
                  state: 'waiting' | 'kept' | 'refused' | 'failed';
                  reason: string | null;
                  url: string | null;
                  mediaType: string | null;
                  size: number | null;
                };
              }[];
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              link: string | null;
              replyBy: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              writtenAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              receivedAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List deliveries, the newest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
          /** @description dead: failed or unknown, those that need a person. */
          state?:
            | 'waiting'
            | 'due'
            | 'held'
            | 'attempting'
            | 'sent'
            | 'failed'
            | 'unknown'
            | 'dismissed'
            | 'resent'
            | 'dead';
          conversationId?: string;
          messageId?: string;
          webhookId?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /**
                 * @description removal: a channel was deleted here, and its connector is told.
                 * @enum {unknown}
                 */
                kind: 'reply' | 'event' | 'removal';
                /** @enum {unknown} */
                state:
                  | 'waiting'
                  | 'due'
                  | 'held'
                  | 'attempting'
                  | 'sent'
                  | 'failed'
                  | 'unknown'
                  | 'dismissed'
                  | 'resent';
                outcome: ('sent' | 'retry' | 'refused' | 'unknown') | null;
                reason: string | null;
                code: string | null;
                vendor: string | null;
                channelId: string | null;
                conversationId: string | null;
                messageId: string | null;
                webhookId: string | null;
                eventId: string | null;
                externalId: string | null;
                attemptCount: number;
                dueAt: string | null;
                replyBy: string | null;
                deadlineAt: string | null;
                resendOf: string | null;
                reply: {
                  /** @description Inlet's own id. */
                  messageId: string;
                  /** @enum {unknown} */
                  state:
                    | 'scheduled'
                    | 'queued'
                    | 'held'
                    | 'paused'
                    | 'sending'
                    | 'retrying'
                    | 'sent'
                    | 'delivered'
                    | 'read'
                    | 'failed'
                    | 'unknown';
                  reason: string | null;
                  code: string | null;
                  until: string | null;
                  /** @description The last one, or the one under way; 0 before the first. */
                  attempt: number;
                  /** @description How many there are at most. */
                  attempts: number;
                } | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                settledAt: string | null;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a delivery with its attempts */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /**
               * @description removal: a channel was deleted here, and its connector is told.
               * @enum {unknown}
               */
              kind: 'reply' | 'event' | 'removal';
              /** @enum {unknown} */
              state:
                | 'waiting'
                | 'due'
                | 'held'
                | 'attempting'
                | 'sent'
                | 'failed'
                | 'unknown'
                | 'dismissed'
                | 'resent';
              outcome: ('sent' | 'retry' | 'refused' | 'unknown') | null;
              reason: string | null;
              code: string | null;
              vendor: string | null;
              channelId: string | null;
              conversationId: string | null;
              messageId: string | null;
              webhookId: string | null;
              eventId: string | null;
              externalId: string | null;
              attemptCount: number;
              dueAt: string | null;
              replyBy: string | null;
              deadlineAt: string | null;
              resendOf: string | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              settledAt: string | null;
              attempts: {
                number: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                startedAt: string;
                durationMs: number | null;
                /** @enum {unknown} */
                outcome: 'sent' | 'retry' | 'refused' | 'unknown';
                reason: string | null;
                status: number | null;
                excerpt: string | null;
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/{id}/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send again what did not arrive, as it was or with another text
     * @description Opens a new delivery, which is answered; the message is pending again.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Instead of the text that did not arrive. */
            text?: string;
          } | null;
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /**
               * @description removal: a channel was deleted here, and its connector is told.
               * @enum {unknown}
               */
              kind: 'reply' | 'event' | 'removal';
              /** @enum {unknown} */
              state:
                | 'waiting'
                | 'due'
                | 'held'
                | 'attempting'
                | 'sent'
                | 'failed'
                | 'unknown'
                | 'dismissed'
                | 'resent';
              outcome: ('sent' | 'retry' | 'refused' | 'unknown') | null;
              reason: string | null;
              code: string | null;
              vendor: string | null;
              channelId: string | null;
              conversationId: string | null;
              messageId: string | null;
              webhookId: string | null;
              eventId: string | null;
              externalId: string | null;
              attemptCount: number;
              dueAt: string | null;
              replyBy: string | null;
              deadlineAt: string | null;
              resendOf: string | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              settledAt: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/{id}/dismiss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a delivery off the list of those that need a person */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Dismissed. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make the next attempt now
     * @description Of a delivery that is due later, or held. 409 with the code attempting, already-sent (resend it) or waiting (behind an earlier reply) otherwise.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /**
               * @description removal: a channel was deleted here, and its connector is told.
               * @enum {unknown}
               */
              kind: 'reply' | 'event' | 'removal';
              /** @enum {unknown} */
              state:
                | 'waiting'
                | 'due'
                | 'held'
                | 'attempting'
                | 'sent'
                | 'failed'
                | 'unknown'
                | 'dismissed'
                | 'resent';
              outcome: ('sent' | 'retry' | 'refused' | 'unknown') | null;
              reason: string | null;
              code: string | null;
              vendor: string | null;
              channelId: string | null;
              conversationId: string | null;
              messageId: string | null;
              webhookId: string | null;
              eventId: string | null;
              externalId: string | null;
              attemptCount: number;
              dueAt: string | null;
              replyBy: string | null;
              deadlineAt: string | null;
              resendOf: string | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              settledAt: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/{id}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that it has arrived: it is sent
     * @description Of a delivery that was attempted. 409 with the code attempting, already-sent or not-attempted otherwise.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /**
               * @description removal: a channel was deleted here, and its connector is told.
               * @enum {unknown}
               */
              kind: 'reply' | 'event' | 'removal';
              /** @enum {unknown} */
              state:
                | 'waiting'
                | 'due'
                | 'held'
                | 'attempting'
                | 'sent'
                | 'failed'
                | 'unknown'
                | 'dismissed'
                | 'resent';
              outcome: ('sent' | 'retry' | 'refused' | 'unknown') | null;
              reason: string | null;
              code: string | null;
              vendor: string | null;
              channelId: string | null;
              conversationId: string | null;
              messageId: string | null;
              webhookId: string | null;
              eventId: string | null;
              externalId: string | null;
              attemptCount: number;
              dueAt: string | null;
              replyBy: string | null;
              deadlineAt: string | null;
              resendOf: string | null;
              reply: {
                /** @description Inlet's own id. */
                messageId: string;
                /** @enum {unknown} */
                state:
                  | 'scheduled'
                  | 'queued'
                  | 'held'
                  | 'paused'
                  | 'sending'
                  | 'retrying'
                  | 'sent'
                  | 'delivered'
                  | 'read'
                  | 'failed'
                  | 'unknown';
                reason: string | null;
                code: string | null;
                until: string | null;
                /** @description The last one, or the one under way; 0 before the first. */
                attempt: number;
                /** @description How many there are at most. */
                attempts: number;
              } | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              settledAt: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Resend all deliveries that have this in common, up to 500 at a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            state: 'waiting' | 'due' | 'held' | 'failed' | 'unknown' | 'dead';
            conversationId?: string;
            messageId?: string;
            webhookId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description How many it was done to. */
              count: number;
              /** @description How many could not be. */
              skipped: number;
              /** @description Whether more than 500 were there: ask again. */
              hasMore: boolean;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/dismiss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Dismiss all deliveries that have this in common, up to 500 at a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            state: 'waiting' | 'due' | 'held' | 'failed' | 'unknown' | 'dead';
            conversationId?: string;
            messageId?: string;
            webhookId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description How many it was done to. */
              count: number;
              /** @description How many could not be. */
              skipped: number;
              /** @description Whether more than 500 were there: ask again. */
              hasMore: boolean;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Retry now all deliveries that have this in common, up to 500 at a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            state: 'waiting' | 'due' | 'held' | 'failed' | 'unknown' | 'dead';
            conversationId?: string;
            messageId?: string;
            webhookId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description How many it was done to. */
              count: number;
              /** @description How many could not be. */
              skipped: number;
              /** @description Whether more than 500 were there: ask again. */
              hasMore: boolean;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/deliveries/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm all deliveries that have this in common, up to 500 at a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            state: 'waiting' | 'due' | 'held' | 'failed' | 'unknown' | 'dead';
            conversationId?: string;
            messageId?: string;
            webhookId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description How many it was done to. */
              count: number;
              /** @description How many could not be. */
              skipped: number;
              /** @description Whether more than 500 were there: ask again. */
              hasMore: boolean;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/messages/call-off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Call off the replies of all deliveries that have this in common, up to 500 at a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            state: 'waiting' | 'due' | 'held' | 'failed' | 'unknown' | 'dead';
            conversationId?: string;
            messageId?: string;
            webhookId?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description How many it was done to. */
              count: number;
              /** @description How many could not be. */
              skipped: number;
              /** @description Whether more than 500 were there: ask again. */
              hasMore: boolean;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the webhooks, oldest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                url: string;
                eventTypes: string[];
                disabledReason: string | null;
                signing: {
                  /** @enum {unknown} */
                  kind: 'v1' | 'v1a';
                  publicKey: string | null;
                  /**
                   * Format: date-time
                   * @description ISO 8601, UTC.
                   */
                  createdAt: string;
                  expiresAt: string | null;
                }[];
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                updatedAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Subscribe to events
     * @description Calls are signed by the Standard Webhooks spec; docs/replies.md verifies one.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description https; http only to listed networks. */
            url: string;
            /** @description *: all of them, those that are still to come included. */
            eventTypes: (
              | 'channel.created'
              | 'channel.deleted'
              | 'channel.updated'
              | 'contact.created'
              | 'contact.deleted'
              | 'contact.updated'
              | 'conversation.created'
              | 'conversation.deleted'
              | 'conversation.imported'
              | 'conversation.updated'
              | 'delivery.updated'
              | 'message.created'
              | 'message.merged'
              | 'message.updated'
              | 'participant.updated'
              | '*'
            )[];
            /**
             * @description v1: a shared secret (HMAC-SHA256). v1a: an Ed25519 key whose public half you get.
             * @enum {unknown}
             */
            signing?: 'v1' | 'v1a';
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              url: string;
              eventTypes: string[];
              disabledReason: string | null;
              signing: {
                /** @enum {unknown} */
                kind: 'v1' | 'v1a';
                publicKey: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
              /** @description whsec_… of v1, told this once; the public whpk_… of v1a. */
              secret: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/webhooks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a webhook */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              url: string;
              eventTypes: string[];
              disabledReason: string | null;
              signing: {
                /** @enum {unknown} */
                kind: 'v1' | 'v1a';
                publicKey: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a webhook with its deliveries */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Deleted. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    /**
     * Change, stop or start a webhook
     * @description One that is started again hears of what happens from then on.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description https; http only to listed networks. */
            url?: string;
            /** @description *: all of them, those that are still to come included. */
            eventTypes?: (
              | 'channel.created'
              | 'channel.deleted'
              | 'channel.updated'
              | 'contact.created'
              | 'contact.deleted'
              | 'contact.updated'
              | 'conversation.created'
              | 'conversation.deleted'
              | 'conversation.imported'
              | 'conversation.updated'
              | 'delivery.updated'
              | 'message.created'
              | 'message.merged'
              | 'message.updated'
              | 'participant.updated'
              | '*'
            )[];
            enabled?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              url: string;
              eventTypes: string[];
              disabledReason: string | null;
              signing: {
                /** @enum {unknown} */
                kind: 'v1' | 'v1a';
                publicKey: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/webhooks/{id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a webhook a new secret; the one before signs beside it for a while */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @description v1: a shared secret (HMAC-SHA256). v1a: an Ed25519 key whose public half you get.
             * @enum {unknown}
             */
            signing?: 'v1' | 'v1a';
            overlapHours?: number;
          } | null;
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              url: string;
              eventTypes: string[];
              disabledReason: string | null;
              signing: {
                /** @enum {unknown} */
                kind: 'v1' | 'v1a';
                publicKey: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
              /** @description whsec_… of v1, told this once; the public whpk_… of v1a. */
              secret: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/participants/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Correct the name or role of a seat
     * @description A changed role turns the direction of that sender's messages.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            /** @enum {unknown} */
            role?: 'contact' | 'business';
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              externalId: string | null;
              /** @enum {unknown} */
              role: 'contact' | 'business';
              name: string;
              isPlaceholder: boolean;
              avatarUrl: string | null;
              avatar: string | null;
              contactId: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/acceptances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List acceptances, newest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
          /** @description The channel's external id. Without `message` the workspace's acceptances are walked back from the newest, which takes long for a quiet channel of a busy workspace. */
          channel?: string;
          /** @description The message's external id, or the id by which its vendor's face answered. */
          message?: string;
          /** @description Inlet's own id of the channel. */
          channelId?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @enum {unknown} */
                verdict: 'stored' | 'updated' | 'duplicate';
                reason: string | null;
                conflict: string[] | null;
                duplicateOf: string | null;
                vendor: string;
                /** @description Inlet's own id. */
                channelId: string;
                /** @description Inlet's own id. */
                conversationId: string;
                /** @description Inlet's own id. */
                messageId: string;
                externalMessageId: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                receivedAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/acceptances/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What became of an accepted request, by its Inlet-Acceptance header */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @enum {unknown} */
              verdict: 'stored' | 'updated' | 'duplicate';
              reason: string | null;
              conflict: string[] | null;
              duplicateOf: string | null;
              vendor: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @description Inlet's own id. */
              conversationId: string;
              /** @description Inlet's own id. */
              messageId: string;
              externalMessageId: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              receivedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/rejections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The last 1,000 refused vendor requests, newest first
     * @description With the reason of each and its body, redacted. A token with the scope `operator` also sees those that no credential could be laid to.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                vendor: string;
                method: string;
                path: string;
                status: number;
                code: string;
                reason: string;
                body: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened, in the order in which it became true
     * @description Pass nextCursor, or the id of the last event seen, on as `after`; without it the list begins with the oldest event that is kept (INLET_EVENTS_DAYS). Where events after `after` are kept no longer the answer is 410 `events-gone`, with the `oldest` that can be asked for and the `head`: whoever shows what is true now loads it again, and goes on from `head`.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The id of the last event that you have seen. */
          after?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                type: string;
                channelId: string | null;
                conversationId: string | null;
                messageId: string | null;
                payload: {
                  [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/workspace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the workspace */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              name: string;
              /** @description Whether faults can be rehearsed here. */
              sandbox: boolean;
              rateLimits: {
                [key: string]: {
                  /** @description Cost units a day for the whole workspace. */
                  dailyBudget?: number;
                  /** @description Requests of one token within the vendor's window. */
                  burst?: number;
                } | null;
              };
              /** @description Ed25519, SubjectPublicKeyInfo in base64: what vendors’ callbacks are signed with. */
              signingPublicKey: string;
              /** @description What may be called for it beside the public internet; set by `inlet workspace set`. */
              localNetworks: string[];
              highlevel: {
                /**
                 * @description Takes the seven message types of 2026 too: RCS, IVR_Call, Campaign_Call, Campaign_VoiceMail, TIKTOK, ALL_IN_ONE_CHAT, FORM_SUBMISSION.
                 * @default false
                 * @enum {unknown}
                 */
                moreTypes: true | false;
                /**
                 * @description The direction of a message posted to /inbound that names none.
                 * @default outbound
                 * @enum {unknown}
                 */
                defaultDirection: 'outbound' | 'inbound';
                /**
                 * @description Which message type goes with which conversation provider: as documented, as the live service takes it, or either.
                 * @default both
                 * @enum {unknown}
                 */
                providerRules: 'both' | 'docs' | 'live';
                /**
                 * @description The same altId from one conversation provider is the same message.
                 * @default false
                 * @enum {unknown}
                 */
                altIdIdentity: true | false;
                /**
                 * @description Several contacts may have the same e-mail address or phone number.
                 * @default false
                 * @enum {unknown}
                 */
                allowDuplicateContacts: true | false;
                /**
                 * @description What a duplicate contact is looked for by first; the other comes second.
                 * @default email
                 * @enum {unknown}
                 */
                duplicateKey: 'email' | 'phone';
              };
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the name or settings of the workspace
     * @description What is not named stays as it is. The limits of a vendor are replaced as a whole; null switches them off. A setting of a vendor that is null goes back to its default.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            rateLimits?: {
              pipedrive?: {
                /** @description Cost units a day for the whole workspace. */
                dailyBudget?: number;
                /** @description Requests of one token within the vendor's window. */
                burst?: number;
              } | null;
              highlevel?: {
                /** @description Cost units a day for the whole workspace. */
                dailyBudget?: number;
                /** @description Requests of one token within the vendor's window. */
                burst?: number;
              } | null;
              partoo?: {
                /** @description Cost units a day for the whole workspace. */
                dailyBudget?: number;
                /** @description Requests of one token within the vendor's window. */
                burst?: number;
              } | null;
            };
            highlevel?: {
              /**
               * @description Takes the seven message types of 2026 too: RCS, IVR_Call, Campaign_Call, Campaign_VoiceMail, TIKTOK, ALL_IN_ONE_CHAT, FORM_SUBMISSION.
               * @default false
               * @enum {unknown}
               */
              moreTypes?: true | false | null;
              /**
               * @description The direction of a message posted to /inbound that names none.
               * @default outbound
               * @enum {unknown}
               */
              defaultDirection?: 'outbound' | 'inbound' | null;
              /**
               * @description Which message type goes with which conversation provider: as documented, as the live service takes it, or either.
               * @default both
               * @enum {unknown}
               */
              providerRules?: 'both' | 'docs' | 'live' | null;
              /**
               * @description The same altId from one conversation provider is the same message.
               * @default false
               * @enum {unknown}
               */
              altIdIdentity?: true | false | null;
              /**
               * @description Several contacts may have the same e-mail address or phone number.
               * @default false
               * @enum {unknown}
               */
              allowDuplicateContacts?: true | false | null;
              /**
               * @description What a duplicate contact is looked for by first; the other comes second.
               * @default email
               * @enum {unknown}
               */
              duplicateKey?: 'email' | 'phone' | null;
            };
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              name: string;
              /** @description Whether faults can be rehearsed here. */
              sandbox: boolean;
              rateLimits: {
                [key: string]: {
                  /** @description Cost units a day for the whole workspace. */
                  dailyBudget?: number;
                  /** @description Requests of one token within the vendor's window. */
                  burst?: number;
                } | null;
              };
              /** @description Ed25519, SubjectPublicKeyInfo in base64: what vendors’ callbacks are signed with. */
              signingPublicKey: string;
              /** @description What may be called for it beside the public internet; set by `inlet workspace set`. */
              localNetworks: string[];
              highlevel: {
                /**
                 * @description Takes the seven message types of 2026 too: RCS, IVR_Call, Campaign_Call, Campaign_VoiceMail, TIKTOK, ALL_IN_ONE_CHAT, FORM_SUBMISSION.
                 * @default false
                 * @enum {unknown}
                 */
                moreTypes: true | false;
                /**
                 * @description The direction of a message posted to /inbound that names none.
                 * @default outbound
                 * @enum {unknown}
                 */
                defaultDirection: 'outbound' | 'inbound';
                /**
                 * @description Which message type goes with which conversation provider: as documented, as the live service takes it, or either.
                 * @default both
                 * @enum {unknown}
                 */
                providerRules: 'both' | 'docs' | 'live';
                /**
                 * @description The same altId from one conversation provider is the same message.
                 * @default false
                 * @enum {unknown}
                 */
                altIdIdentity: true | false;
                /**
                 * @description Several contacts may have the same e-mail address or phone number.
                 * @default false
                 * @enum {unknown}
                 */
                allowDuplicateContacts: true | false;
                /**
                 * @description What a duplicate contact is looked for by first; the other comes second.
                 * @default email
                 * @enum {unknown}
                 */
                duplicateKey: 'email' | 'phone';
              };
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the tokens, oldest first, revoked ones included */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                vendor: string | null;
                kind: string;
                label: string;
                lastFour: string;
                scopes: string[];
                role: ('admin' | 'agent' | 'viewer') | null;
                /** @description Where it is taken from; empty for anywhere. */
                allowedAddresses: string[];
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
                disabledAt: string | null;
                revokedAt: string | null;
                lastUsedAt: string | null;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Make a token that acts for you, with your role or a lesser one
     * @description Its secret, `token`, is answered this once. Without expiresAt it lasts as long as yours.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            label: string;
            /** @enum {unknown} */
            role?: 'admin' | 'agent' | 'viewer';
            /** @description Left out: those of your own token. */
            scopes?: ('inbox:read' | 'inbox:write' | 'channels:write' | 'manage' | 'operator')[];
            /** @description Addresses and ranges, such as 192.0.2.0/24. Left out: those of your own token. */
            allowedAddresses?: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string | null;
              kind: string;
              label: string;
              lastFour: string;
              scopes: string[];
              role: ('admin' | 'agent' | 'viewer') | null;
              /** @description Where it is taken from; empty for anywhere. */
              allowedAddresses: string[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              expiresAt: string | null;
              disabledAt: string | null;
              revokedAt: string | null;
              lastUsedAt: string | null;
              token: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    /** Revoke every token that an app has here, and what they came from */
    delete: {
      parameters: {
        query: {
          /** @description Inlet's own id. */
          appId: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              revoked: number;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke a token; it is refused at once, with all that it has made
     * @description Also what it was rotated into by itself, but for the token that asks.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Revoked, now or before. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/tokens/{id}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace one of Inlet's own tokens; the old one stays good for a while
     * @description For whose token it is, or a logged-in admin. A day unless said otherwise; 0 ends it at once. What the old one made ends with it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            overlapSeconds?: number;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string | null;
              kind: string;
              label: string;
              lastFour: string;
              scopes: string[];
              role: ('admin' | 'agent' | 'viewer') | null;
              /** @description Where it is taken from; empty for anywhere. */
              allowedAddresses: string[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              expiresAt: string | null;
              disabledAt: string | null;
              revokedAt: string | null;
              lastUsedAt: string | null;
              token: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/vendor-tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a credential of a vendor's API
     * @description Its secret, `token`, is answered this once. It lasts as long as your own credential and is taken where that is, unless less is said.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            vendor: 'pipedrive' | 'highlevel' | 'partoo';
            /** @description In the vendor's words, such as a role. */
            kind: string;
            label: string;
            scopes?: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt?: string;
            /** @description Addresses and ranges that it is taken from; left out or empty: as your own credential. */
            allowedAddresses?: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              vendor: string | null;
              kind: string;
              label: string;
              lastFour: string;
              scopes: string[];
              role: ('admin' | 'agent' | 'viewer') | null;
              /** @description Where it is taken from; empty for anywhere. */
              allowedAddresses: string[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              expiresAt: string | null;
              disabledAt: string | null;
              revokedAt: string | null;
              lastUsedAt: string | null;
              token: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/tokens/{id}/disable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Refuse a token, at once, until it is enabled again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description It is so now. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/tokens/{id}/enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a token again that was disabled */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description It is so now. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/grants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what people have let apps do, newest first, revoked grants left out */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
          /** @description Inlet's own id. */
          appId?: string;
          /** @description Inlet's own id. */
          userId?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @description Inlet's own id. */
                appId: string;
                /** @description Inlet's own id. */
                userId: string;
                scopes: string[];
                audience: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/grants/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a grant; its tokens are refused at once */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Revoked. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/channels/{id}/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read how far the fetching of a channel’s past has come */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @enum {unknown} */
              state: 'pending' | 'running' | 'done' | 'failed';
              reason: string | null;
              pages: number;
              /** @description New ones. */
              conversations: number;
              /** @description New ones. */
              messages: number;
              /** @description What was left out, as it could not be read. */
              skipped: number;
              /** @description The first ten. */
              skippedReasons: string[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Fetch a channel’s past from its provider, in the background
     * @description One that is under way goes on. What is stored already stays as it is.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Inlet's own id. */
              channelId: string;
              /** @enum {unknown} */
              state: 'pending' | 'running' | 'done' | 'failed';
              reason: string | null;
              pages: number;
              /** @description New ones. */
              conversations: number;
              /** @description New ones. */
              messages: number;
              /** @description What was left out, as it could not be read. */
              skipped: number;
              /** @description The first ten. */
              skippedReasons: string[];
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              updatedAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/channels/{id}/templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the forms of message that a channel’s provider has approved
     * @description As they were when the channel’s past was last fetched.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                id: string;
                name: string;
                /** @description With places such as {{1}}. */
                content: string;
                language: string | null;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/conversations/{id}/older': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Fetch the messages before the oldest one known from the provider */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              messages: number;
              hasMore: boolean;
              /** @description Left out, as it could not be read. */
              skipped?: number;
              skippedReasons?: string[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the apps that the workspace looks after or has installed, oldest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @description Whose API it speaks; `inlet` for a client of Inlet. */
                vendor: string;
                clientId: string;
                name: string;
                /** @description Whether this workspace looks after it. */
                isOwn: boolean;
                /** @description It cannot keep a secret, and has none. */
                isPublic: boolean;
                redirectUris: string[];
                scopes: string[];
                manifest: {
                  [key: string]: unknown;
                } | null;
                /** @description What was taken and should be put right, for people. */
                notices?: string[];
                deliveryUrl: string | null;
                /** @description Those that are taken: two while it is rotated. */
                secrets: {
                  lastFour: string;
                  /**
                   * Format: date-time
                   * @description ISO 8601, UTC.
                   */
                  createdAt: string;
                  expiresAt: string | null;
                }[];
                providers: {
                  /** @description The id that the vendor's clients know. */
                  externalId: string;
                  name: string;
                  type: string;
                  deliveryUrl: string | null;
                  deliveryType: string | null;
                }[];
                installedAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Make an app, not yet installed anywhere
     * @description Its clientSecret is answered this once. Without a vendor it is a client of Inlet itself.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            /** @enum {unknown} */
            vendor: 'inlet' | 'pipedrive' | 'highlevel';
            /** @description Else a random one. */
            clientId?: string;
            /** @description Likewise. */
            clientSecret?: string;
            isPublic?: boolean;
            redirectUris?: string[];
            scopes?: string[];
            /** @description Addresses that the app answers under, as its vendor defines them. */
            manifest?: Record<string, never> | null;
            deliveryUrl?: string | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Whose API it speaks; `inlet` for a client of Inlet. */
              vendor: string;
              clientId: string;
              name: string;
              /** @description Whether this workspace looks after it. */
              isOwn: boolean;
              /** @description It cannot keep a secret, and has none. */
              isPublic: boolean;
              redirectUris: string[];
              scopes: string[];
              manifest: {
                [key: string]: unknown;
              } | null;
              /** @description What was taken and should be put right, for people. */
              notices?: string[];
              deliveryUrl: string | null;
              /** @description Those that are taken: two while it is rotated. */
              secrets: {
                lastFour: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              providers: {
                /** @description The id that the vendor's clients know. */
                externalId: string;
                name: string;
                type: string;
                deliveryUrl: string | null;
                deliveryType: string | null;
              }[];
              installedAt: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
              clientSecret: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an app */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Whose API it speaks; `inlet` for a client of Inlet. */
              vendor: string;
              clientId: string;
              name: string;
              /** @description Whether this workspace looks after it. */
              isOwn: boolean;
              /** @description It cannot keep a secret, and has none. */
              isPublic: boolean;
              redirectUris: string[];
              scopes: string[];
              manifest: {
                [key: string]: unknown;
              } | null;
              /** @description What was taken and should be put right, for people. */
              notices?: string[];
              deliveryUrl: string | null;
              /** @description Those that are taken: two while it is rotated. */
              secrets: {
                lastFour: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              providers: {
                /** @description The id that the vendor's clients know. */
                externalId: string;
                name: string;
                type: string;
                deliveryUrl: string | null;
                deliveryType: string | null;
              }[];
              installedAt: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    /**
     * Delete an app that the workspace looks after, from every workspace
     * @description Its tokens are refused at once. What it has brought in stays.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Deleted. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change an app that the workspace looks after */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            redirectUris?: string[];
            scopes?: string[];
            /** @description Addresses that the app answers under, as its vendor defines them. */
            manifest?: Record<string, never> | null;
            deliveryUrl?: string | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Whose API it speaks; `inlet` for a client of Inlet. */
              vendor: string;
              clientId: string;
              name: string;
              /** @description Whether this workspace looks after it. */
              isOwn: boolean;
              /** @description It cannot keep a secret, and has none. */
              isPublic: boolean;
              redirectUris: string[];
              scopes: string[];
              manifest: {
                [key: string]: unknown;
              } | null;
              /** @description What was taken and should be put right, for people. */
              notices?: string[];
              deliveryUrl: string | null;
              /** @description Those that are taken: two while it is rotated. */
              secrets: {
                lastFour: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              providers: {
                /** @description The id that the vendor's clients know. */
                externalId: string;
                name: string;
                type: string;
                deliveryUrl: string | null;
                deliveryType: string | null;
              }[];
              installedAt: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/apps/{id}/secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give an app a new secret; the one before is still taken for a while */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @description For how long the secret before is still taken.
             * @default 604800
             */
            overlapSeconds?: number;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              clientSecret: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps/{id}/installation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Install an app of this workspace here, for yourself
     * @description Apps of others install themselves, by asking a person at /oauth/authorize.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Whose API it speaks; `inlet` for a client of Inlet. */
              vendor: string;
              clientId: string;
              name: string;
              /** @description Whether this workspace looks after it. */
              isOwn: boolean;
              /** @description It cannot keep a secret, and has none. */
              isPublic: boolean;
              redirectUris: string[];
              scopes: string[];
              manifest: {
                [key: string]: unknown;
              } | null;
              /** @description What was taken and should be put right, for people. */
              notices?: string[];
              deliveryUrl: string | null;
              /** @description Those that are taken: two while it is rotated. */
              secrets: {
                lastFour: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              providers: {
                /** @description The id that the vendor's clients know. */
                externalId: string;
                name: string;
                type: string;
                deliveryUrl: string | null;
                deliveryType: string | null;
              }[];
              installedAt: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    post?: never;
    /**
     * Take an app out of this workspace; its tokens are refused at once
     * @description Where its vendor does so, the app is told at its callback address.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description It is out. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps/{id}/manifest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Fetch a connector’s manifest from an address and register it
     * @description The manifest itself can be sent with PATCH /apps/{id}.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            url: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              /** @description Whose API it speaks; `inlet` for a client of Inlet. */
              vendor: string;
              clientId: string;
              name: string;
              /** @description Whether this workspace looks after it. */
              isOwn: boolean;
              /** @description It cannot keep a secret, and has none. */
              isPublic: boolean;
              redirectUris: string[];
              scopes: string[];
              manifest: {
                [key: string]: unknown;
              } | null;
              /** @description What was taken and should be put right, for people. */
              notices?: string[];
              deliveryUrl: string | null;
              /** @description Those that are taken: two while it is rotated. */
              secrets: {
                lastFour: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                expiresAt: string | null;
              }[];
              providers: {
                /** @description The id that the vendor's clients know. */
                externalId: string;
                name: string;
                type: string;
                deliveryUrl: string | null;
                deliveryType: string | null;
              }[];
              installedAt: string | null;
              /**
               * Format: date-time
               * @description ISO 8601, UTC.
               */
              createdAt: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps/{id}/providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add a conversation provider to an app */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            /** @enum {unknown} */
            type: 'sms' | 'customSms' | 'email' | 'customEmail' | 'call';
            deliveryUrl?: string | null;
            /** @enum {string|null} */
            deliveryType?: 'SMS' | 'Email' | 'Custom' | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description The id that the vendor's clients know. */
              externalId: string;
              name: string;
              type: string;
              deliveryUrl: string | null;
              deliveryType: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/apps/{id}/providers/{providerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the name of a conversation provider, or where its messages go
     * @description Its channels take the name over. Replies that waited for an address go out. deliveryUrl null: to the address of its app. deliveryType: what its delivery URL is told that a message is; null: as the vendor's rules say.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The externalId of the provider. */
          providerId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            deliveryUrl?: string | null;
            /** @enum {string|null} */
            deliveryType?: 'SMS' | 'Email' | 'Custom' | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description The id that the vendor's clients know. */
              externalId: string;
              name: string;
              type: string;
              deliveryUrl: string | null;
              deliveryType: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/apps/{id}/subscription': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Tell an app of events, in its vendor's words; replaces what was subscribed */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description https; http only to listed networks. */
            url: string;
            eventTypes: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description https; http only to listed networks. */
              url: string;
              eventTypes: string[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    post?: never;
    /** Tell an app of nothing more */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description It is told of nothing. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/faults': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Answer the next requests of a vendor with a fault; times 0 ends it
     * @description In a sandbox only. lost-answer stores, then drops the connection.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {unknown} */
            vendor: 'pipedrive' | 'highlevel' | 'partoo';
            /** @enum {unknown} */
            answer: '401' | '403' | '429' | '500' | '503' | 'timeout' | 'lost-answer';
            times: number;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {unknown} */
              vendor: 'pipedrive' | 'highlevel' | 'partoo';
              /** @enum {unknown} */
              answer: '401' | '403' | '429' | '500' | '503' | 'timeout' | 'lost-answer';
              times: number;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the audit log, newest first
     * @description Each entry has the SHA-256 of itself and of the one before it; `inlet audit verify` follows them.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
          /** @description Only this, such as login. */
          action?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description 1, 2, 3 ... within the workspace. */
                position: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                at: string;
                actor: {
                  /** @enum {unknown} */
                  kind: 'user' | 'token' | 'command' | 'nobody';
                  id: string | null;
                  name: string;
                };
                address: string;
                action: string;
                object: string;
                /** @enum {unknown} */
                outcome: 'done' | 'refused';
                details: {
                  [key: string]: unknown;
                };
                previousHash: string;
                hash: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The whole audit log as JSON lines, oldest first
     * @description As it stands in the chain: `inlet audit verify --file` checks it without this server.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description One entry a line, as in the list. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': unknown;
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the people, oldest first, disabled ones included */
    get: {
      parameters: {
        query?: {
          limit?: number;
          /** @description The nextCursor of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                email: string;
                name: string;
                /** @enum {unknown} */
                role: 'admin' | 'agent' | 'viewer';
                disabledAt: string | null;
              }[];
              nextCursor: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    /**
     * Make a person, who sets a password of their own
     * @description Somebody who is on this server already is a member once they have used the link.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            email: string;
            name: string;
            /** @enum {unknown} */
            role: 'admin' | 'agent' | 'viewer';
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              email: string;
              name: string;
              /** @enum {unknown} */
              role: 'admin' | 'agent' | 'viewer';
              disabledAt: string | null;
              /** @description To hand over, shown this once: works once, for 24 hours, and no more once there is a newer one. */
              welcomeUrl: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/users/{id}/welcome': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a link by which a person sets a new password
     * @description Their sessions end when they do, and what was made in them.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description To hand over, shown this once: works once, for 24 hours, and no more once there is a newer one. */
              welcomeUrl: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    /**
     * Withdraw the link to a password that was made for a person
     * @description It is worth nothing from then on. 404 where there is none to be used.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Withdrawn. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the links to a password that can still be used, oldest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                userId: string;
                email: string;
                role: ('admin' | 'agent' | 'viewer') | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                expiresAt: string;
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the name or role of a person, or disable them here
     * @description Who is disabled is refused at once, with their tokens for this workspace.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            /** @enum {unknown} */
            role?: 'admin' | 'agent' | 'viewer';
            disabled?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              email: string;
              name: string;
              /** @enum {unknown} */
              role: 'admin' | 'agent' | 'viewer';
              disabledAt: string | null;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/users/{id}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List where a person is logged in to this workspace */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @description The one that this request came in. */
                isCurrent: boolean;
                address: string;
                userAgent: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                lastSeenAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                expiresAt: string;
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Log a person out of this workspace everywhere */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Done. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is logged in, and to what */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              user: {
                /** @description Inlet's own id. */
                id: string;
                email: string;
              };
              workspace: {
                /** @description Inlet's own id. */
                id: string;
                name: string;
                /** @enum {unknown} */
                role: 'admin' | 'agent' | 'viewer';
              };
              workspaces: {
                /** @description Inlet's own id. */
                id: string;
                name: string;
                /** @enum {unknown} */
                role: 'admin' | 'agent' | 'viewer';
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Work in another workspace of yours */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Inlet's own id. */
            workspaceId: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              user: {
                /** @description Inlet's own id. */
                id: string;
                email: string;
              };
              workspace: {
                /** @description Inlet's own id. */
                id: string;
                name: string;
                /** @enum {unknown} */
                role: 'admin' | 'agent' | 'viewer';
              };
              workspaces: {
                /** @description Inlet's own id. */
                id: string;
                name: string;
                /** @enum {unknown} */
                role: 'admin' | 'agent' | 'viewer';
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/inlet/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List where you are logged in, newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              data: {
                /** @description Inlet's own id. */
                id: string;
                /** @description The one that this request came in. */
                isCurrent: boolean;
                address: string;
                userAgent: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                lastSeenAt: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                expiresAt: string;
              }[];
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End one of your sessions */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Inlet's own id. */
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Ended, now or before. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/tail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Watch requests, verdicts, refusals and callbacks live, as JSON lines
     * @description A line is a `request`, or a `callback`: a call of Inlet to a connector or a webhook. Of your workspace; with the scope `operator` also those of none. An empty line is a sign of life.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description One request or callback a line. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': unknown;
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Upload a file, to send it with a reply
     * @description The body is the content itself, the content type its type. The answer’s `url` goes into the attachments of a reply.
     */
    post: {
      parameters: {
        query?: {
          name?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Inlet's own id. */
              id: string;
              name: string | null;
              mediaType: string;
              /** @description Bytes. */
              size: number;
              url: string;
            };
          };
        };
        /** @description Refused. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': {
              type: string;
              title: string;
              status: number;
              detail: string;
              /** @description One word for programs, such as not-found. */
              code: string;
              errors: {
                path: string;
                message: string;
              }[];
              /** @description Of events-gone: the oldest `after` that can be asked for. */
              oldest?: string;
              /** @description Of events-gone: the newest event. */
              head?: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/inlet/v1/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: never;
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
